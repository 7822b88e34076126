package org.sessionroom.call;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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

    /**
     * The people who were in the call, the therapist first; empty if there was none. A seat that passed to another person has several
     * sides.
     */
    public List<QualitySide> getSides() {
        if (sides == null) {
            List<CallQuality> minutes = callQualityService.read(page.person(), page.id());
            sides = Stream.of(ParticipantRole.values())
                    .flatMap(role ->
                            byName(minutes.stream().filter(minute -> minute.role() == role)).entrySet().stream())
                    .map(side -> new QualitySide(side.getKey(), side.getValue(), language))
                    .toList();
        }
        return sides;
    }

    /** In the order of time. */
    private Map<String, List<CallQuality>> byName(Stream<CallQuality> minutes) {
        return minutes.collect(Collectors.groupingBy(this::name, LinkedHashMap::new, Collectors.toList()));
    }

    private String name(CallQuality minute) {
        Instant end = minute.minute().plus(1, ChronoUnit.MINUTES);
        return page.nameOfSeat(minute.role(), minute.minute(), end);
    }

    public List<QualitySide.Column> getColumns() {
        return QualitySide.columns(language);
    }
}
