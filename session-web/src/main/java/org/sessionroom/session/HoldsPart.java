package org.sessionroom.session;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.sessionroom.Hospital;
import org.sessionroom.identity.PageLanguage;
import org.sessionroom.permission.Action;
import org.sessionroom.record.LegalHoldService;
import org.sessionroom.record.LegalHoldService.LegalHold;

/** The legal holds of a session on its page, while nothing of it is erased for them. */
@Named
@RequestScoped
public class HoldsPart {

    @EJB
    private LegalHoldService holdService;

    @Inject
    private SessionPage page;

    @Inject
    private PageLanguage language;

    private List<Held> present;

    /** The holds that were not released, oldest first. */
    public List<Held> getPresent() {
        if (present == null) {
            present = page.may(Action.READ_HOLDS.name()) ? read() : List.of();
        }
        return present;
    }

    private List<Held> read() {
        return holdService.of(page.person(), page.id()).stream()
                .filter(LegalHold::isPresent)
                .map(hold -> new Held(
                        language.fill(
                                "session.held", language.date(hold.placedAt().atZone(Hospital.timeZone()))),
                        hold.reason()))
                .toList();
    }

    /**
     * A hold.
     *
     * @param words that the session is held, and since when
     */
    public record Held(String words, String reason) {}
}
