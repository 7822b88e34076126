package org.sessionroom.call;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.stream.Stream;
import org.sessionroom.identity.PageLanguage;
import org.sessionroom.participant.ParticipantRole;
import org.sessionroom.session.SessionPage;

/** The quality of a session's call, on the session's page. */
@Named
@RequestScoped
public class QualityPart {

    @EJB
    private CallQualityService callQualityService;

    @Inject
    private SessionPage page;

    @Inject
    private PageLanguage language;

    private List<QualitySide> sides;

    /** The people who were in the call, the therapist first; empty if there was none. */
    public List<QualitySide> getSides() {
        if (sides == null) {
            List<CallQuality> minutes = callQualityService.read(page.person(), page.id());
            sides = Stream.of(ParticipantRole.values())
                    .map(role -> minutes.stream()
                            .filter(minute -> minute.role() == role)
                            .toList())
                    .filter(side -> !side.isEmpty())
                    .map(side -> new QualitySide(page.nameOfSeat(side.get(0).role()), side, language))
                    .toList();
        }
        return sides;
    }

    public List<QualitySide.Column> getColumns() {
        return QualitySide.columns(language);
    }
}
