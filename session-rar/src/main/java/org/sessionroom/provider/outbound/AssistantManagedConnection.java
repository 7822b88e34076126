package org.sessionroom.provider.outbound;

import jakarta.resource.spi.ConnectionRequestInfo;
import java.time.Duration;
import java.util.function.Supplier;
import javax.security.auth.Subject;
import org.sessionroom.provider.api.Completion;
import org.sessionroom.provider.api.CompletionRequest;
import org.sessionroom.provider.api.ProviderFailure;
import org.sessionroom.provider.api.ProviderMeter;
import org.sessionroom.provider.api.Reason;
import org.sessionroom.provider.dialect.ChatCompletions;
import org.sessionroom.provider.stream.Health;

/** The managed connection to the language model. */
final class AssistantManagedConnection extends ProviderConnection {

    private final ChatCompletions completions;
    private final Health health;
    private final Supplier<ProviderMeter> meter;

    AssistantManagedConnection(ChatCompletions completions, Health health, Supplier<ProviderMeter> meter) {
        this.completions = completions;
        this.health = health;
        this.meter = meter;
    }

    Completion complete(CompletionRequest request) throws ProviderFailure {
        long begun = System.nanoTime();
        try {
            Completion completion = completions.complete(request);
            health.up();
            meter.get().tokens(completion.promptTokens(), completion.completionTokens());
            return completion;
        } catch (ProviderFailure e) {
            failed(e.reason());
            throw e;
        } finally {
            meter.get().completionAfter(Duration.ofNanos(System.nanoTime() - begun));
        }
    }

    private void failed(Reason reason) {
        if (reason.remedy() != Reason.Remedy.OTHER_QUESTION) {
            health.down(reason);
        } else if (reason == Reason.DECLINED || reason == Reason.CUT_SHORT) {
            // The provider understood the request, and can answer others.
            health.up();
        } else {
            // The provider refuses the request, or its answer is bad: it is reachable, but unusable.
            health.unusable(reason);
        }
    }

    void useless() {
        health.unusable(Reason.NOTHING_USABLE);
    }

    void close(AssistantHandle handle) {
        closed(handle);
    }

    @Override
    public Object getConnection(Subject subject, ConnectionRequestInfo info) {
        return new AssistantHandle(this);
    }

    @Override
    public void associateConnection(Object connection) {
        ((AssistantHandle) connection).moveTo(this);
    }

    @Override
    public void cleanup() {}

    @Override
    public void destroy() {}

    @Override
    public String toString() {
        return "AssistantManagedConnection";
    }
}
