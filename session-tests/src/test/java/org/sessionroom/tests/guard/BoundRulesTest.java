package org.sessionroom.tests.guard;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.sessionroom.tests.guard.ModuleArrowsTest.ALL;

import java.net.URL;
import java.net.http.HttpClient;
import org.junit.jupiter.api.Test;
import org.sessionroom.SessionRoomLog;
import org.sessionroom.health.UnexpectedFailures;

/** Rules of the code about bounds: what would otherwise grow, or wait, without end. */
class BoundRulesTest {

    /** A stack trace for each failure would fill the log, and anybody who finds a failure could do so. */
    @Test
    void stackTracesOfUnexpectedFailuresAreLoggedOnceAMinute() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(UnexpectedFailures.class)
                .should()
                .callMethodWhere(target(owner(type(SessionRoomLog.class))).and(target(name("unexpected"))))
                .check(ALL);
    }

    /**
     * A server that answers byte by byte holds its caller, unless the deadline covers the whole answer; the time-outs of URL connections and
     * of Nimbus' retriever cover one read. Each class here has a deadline for the body and a maximum size, and a test of both.
     */
    @Test
    void answersOfOtherServersHaveADeadlineAndAMaximumSize() {
        noClasses()
                .that()
                .haveNameNotMatching("org.sessionroom.(identity.ProviderDocuments"
                        + "|provider.dialect.(ChatCompletions|HttpConversation)|launcher\\..*)")
                .should()
                .callMethodWhere(target(owner(type(HttpClient.class))).and(target(nameMatching("send(Async)?"))))
                .orShould()
                .callMethodWhere(target(owner(type(URL.class))).and(target(nameMatching("open.*|getContent"))))
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching(
                        ".*(HttpURLConnection|HttpsURLConnection|DefaultResourceRetriever|RestrictedResourceRetriever)"
                                + "|jakarta.ws.rs.client.*")
                .check(ALL);
    }
}
