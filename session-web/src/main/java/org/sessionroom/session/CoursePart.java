package org.sessionroom.session;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.sessionroom.identity.PageLanguage;
import org.sessionroom.participant.ParticipantRole;
import org.sessionroom.participant.Role;
import org.sessionroom.permission.Action;
import org.sessionroom.session.SessionCourse.Step;

/** The course of a session on its page: its steps and their totals. */
@Named
@RequestScoped
public class CoursePart {

    @EJB
    private SessionCourse course;

    @Inject
    private SessionPage page;

    @Inject
    private PageLanguage language;

    @Inject
    private Clock clock;

    private List<Step> steps;

    private List<Step> steps() {
        if (steps == null) {
            steps = page.may(Action.READ_RECORD.name())
                    ? course.stepsWithReasons(page.person(), page.id())
                    : course.steps(page.person(), page.id());
        }
        return steps;
    }

    public String getStarted() {
        return page.session().startedAt().map(page::time).orElse("–");
    }

    public String getEnded() {
        return page.session().endedAt().map(page::time).orElse("–");
    }

    /** From its beginning to its end, or until now, including pauses. */
    public String getLength() {
        Instant until = page.session().endedAt().orElseGet(clock::instant);
        return page.session()
                .startedAt()
                .map(start -> language.length(Duration.between(start, until)))
                .orElse("–");
    }

    public String getPauses() {
        Pauses pauses = Pauses.of(steps(), clock.instant());
        return language.fill("session.pauses", pauses.count(), language.length(pauses.length()));
    }

    /** The steps so far, beginning with the opening of the room. */
    public List<CourseStep> getSteps() {
        Instant opened = page.session().openedAt();
        CourseStep opening = new CourseStep(
                page.machine(opened),
                page.time(opened),
                language.fill("course.step.PENDING"),
                by(Role.THERAPIST),
                "",
                SessionStatus.PENDING);
        return Stream.concat(Stream.of(opening), steps().stream().map(this::told))
                .toList();
    }

    /** What was erased so far, and after how long. */
    public List<ErasedData> getErasures() {
        return course.erasures(page.person(), page.id()).stream()
                .map(erasure -> new ErasedData(
                        page.machine(erasure.at()),
                        page.time(erasure.at()),
                        language.fill(
                                "course.erased",
                                language.fill(erasure.retention().messageKey())),
                        erasure.kept().getYears() > 0
                                ? language.fill(
                                        "course.erased.years", erasure.kept().getYears())
                                : language.fill(
                                        "course.erased.days", erasure.kept().getDays())))
                .toList();
    }

    /**
     * An erasure in words.
     *
     * @param at ISO 8601, UTC
     * @param time in the hospital's time zone
     * @param words which class of data
     * @param rule after how long
     */
    public record ErasedData(String at, String time, String words, String rule) {}

    private CourseStep told(Step step) {
        boolean resumed = step.from() == SessionStatus.PAUSED && step.to() == SessionStatus.ACTIVE;
        boolean annulled = step.from() == SessionStatus.COMPLETED;
        String words = annulled ? "session.annulled" : "course.step." + (resumed ? "RESUMED" : step.to());
        return new CourseStep(
                page.machine(step.at()),
                page.time(step.at()),
                language.fill(words),
                by(step.by()),
                step.reason().orElse(""),
                step.to());
    }

    private String by(Role mover) {
        boolean named = mover == Role.THERAPIST && page.may(Action.READ_RECORD.name());
        return named
                ? language.fill("session.by", page.nameOf(ParticipantRole.THERAPIST))
                : language.fill("session.by." + mover);
    }
}
