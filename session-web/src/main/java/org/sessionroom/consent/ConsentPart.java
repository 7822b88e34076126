package org.sessionroom.consent;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import org.sessionroom.consent.ConsentService.KeptConsent;
import org.sessionroom.identity.PageLanguage;
import org.sessionroom.session.SessionPage;

/** The consents, refusals and withdrawals, on the session's page. */
@Named
@RequestScoped
public class ConsentPart {

    @EJB
    private ConsentService consentService;

    @Inject
    private SessionPage page;

    @Inject
    private PageLanguage language;

    private List<ByPurpose> purposes;

    /** Each purpose about which anybody decided; empty if nobody was asked. */
    public List<ByPurpose> getPurposes() {
        if (purposes == null) {
            List<KeptConsent> decisions = consentService.read(page.person(), page.id());
            purposes = Arrays.stream(Purpose.values())
                    .map(purpose -> byPurpose(purpose, decisions))
                    .filter(purpose -> !purpose.decisions().isEmpty())
                    .toList();
        }
        return purposes;
    }

    private ByPurpose byPurpose(Purpose purpose, List<KeptConsent> decisions) {
        return new ByPurpose(
                language.fill("consent." + purpose + ".title"),
                decisions.stream()
                        .filter(decision -> decision.consent().purpose() == purpose)
                        .map(this::told)
                        .toList());
    }

    private Told told(KeptConsent kept) {
        Consent consent = kept.consent();
        String read = language.fill("session.language." + consent.language());
        return new Told(
                kept.current() ? page.nameOf(consent.role()) : language.fill("session.formerClient"),
                consent.decision().name(),
                language.fill("session.decision." + consent.decision()),
                page.machine(consent.at()),
                page.time(consent.at()),
                language.fill("session.consentText", consent.textVersion(), read));
    }

    /** All decisions about one purpose, oldest first. */
    public record ByPurpose(String title, List<Told> decisions) {}

    /**
     * A decision in words.
     *
     * @param decision GIVEN, REFUSED or WITHDRAWN
     * @param at ISO 8601, UTC
     * @param time in the hospital's time zone
     * @param text the text that the person read
     */
    public record Told(String name, String decision, String words, String at, String time, String text) {

        /** The name of the icon in the sprite. */
        public String icon() {
            return decision.equals(Decision.GIVEN.name()) ? "check" : "x";
        }

        /** Does not show the name. */
        @Override
        public String toString() {
            return "Told[" + decision + " at " + at + "]";
        }
    }
}
