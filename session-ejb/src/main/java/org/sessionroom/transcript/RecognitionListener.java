package org.sessionroom.transcript;

import static org.sessionroom.SessionRoomLog.LOG;

import jakarta.ejb.EJB;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.jboss.ejb3.annotation.ResourceAdapter;
import org.sessionroom.health.RecurringFaults;
import org.sessionroom.participant.Seat;
import org.sessionroom.provider.api.Reason;
import org.sessionroom.provider.api.SpeechResult;
import org.sessionroom.provider.api.SpeechResult.ErrorReported;
import org.sessionroom.provider.api.SpeechResult.LostSpeech;
import org.sessionroom.provider.api.SpeechResult.PartialText;
import org.sessionroom.provider.api.SpeechResult.RecognisedUtterance;
import org.sessionroom.provider.api.SpeechResult.StateChanged;
import org.sessionroom.provider.api.TranscriptListener;

/** Receives the recogniser's results from the resource adapter and converts them to our model. */
@MessageDriven(messageListenerInterface = TranscriptListener.class)
@ResourceAdapter("session-provider")
public class RecognitionListener implements TranscriptListener {

    /** For each stream and reason once a minute: a recogniser that answers nonsense does so five times a second. */
    private static final RecurringFaults LINES = new RecurringFaults(Duration.ofMinutes(1));

    @EJB
    private TranscriptionService transcriptionService;

    @Inject
    private Microphones microphones;

    @Inject
    private Event<PartialHeard> partials;

    @Inject
    private Event<ListeningChanged> listening;

    @Override
    public void store(SpeechResult.Stored result) {
        if (result instanceof RecognisedUtterance utterance) {
            transcriptionService.said(utterance);
        } else if (result instanceof LostSpeech gap) {
            if (isNew("missed", gap.streamId(), gap.reason())) {
                LOG.speechMissed(gap.streamId(), gap.reason().name());
            }
            transcriptionService.missed(gap.streamId(), gap.from(), gap.to(), reason(gap.reason()));
        }
    }

    private static boolean isNew(String kind, UUID stream, Reason reason) {
        return LINES.count(kind + " " + stream + " " + reason, System.nanoTime())
                .isPresent();
    }

    private static GapReason reason(Reason reason) {
        if (reason == Reason.STALLED) {
            return GapReason.OVERLOADED;
        }
        return reason.remedy() == Reason.Remedy.OPERATOR ? GapReason.RECOGNISER_REFUSED : GapReason.RECOGNISER_LOST;
    }

    /** Without a transaction, so that it is shown without delay. */
    @Override
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public void show(SpeechResult.Shown result) {
        if (result instanceof ErrorReported error) {
            if (isNew("trouble", error.streamId(), error.reason())) {
                LOG.speechTrouble(error.streamId(), error.reason().name());
            }
        } else {
            microphones.find(result.streamId()).map(Microphone::seat).ifPresent(seat -> show(result, seat));
        }
    }

    private void show(SpeechResult.Shown result, Seat by) {
        if (result instanceof PartialText partial) {
            partials.fire(
                    new PartialHeard(by.session(), by.participant(), partial.from(), Utterance.text(partial.text())));
        } else if (result instanceof StateChanged changed) {
            listening.fire(new ListeningChanged(by.session(), by.participant(), listening(changed.state())));
        }
    }

    private static Listening listening(StateChanged.State state) {
        return switch (state) {
            case LISTENING -> Listening.ON;
            case RECONNECTING -> Listening.RECONNECTING;
            case LOST -> Listening.LOST;
        };
    }
}
