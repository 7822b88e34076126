package org.sessionroom.appointment;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.sessionroom.Hospital;
import org.sessionroom.identity.PageLanguage;
import org.sessionroom.input.Initials;
import org.sessionroom.outbox.OutboxKind;
import org.sessionroom.outbox.OutboxState;
import org.sessionroom.outbox.Progress;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionStatus;
import org.sessionroom.session.SessionView;

/** An appointment as shown on the agenda's page. */
public final class AgendaRow {

    private final AgendaEntry entry;
    private final PageLanguage language;
    private final Instant now;

    AgendaRow(AgendaEntry entry, PageLanguage language, Instant now) {
        this.entry = entry;
        this.language = language;
        this.now = now;
    }

    /** The state of the row: the session's status, or SCHEDULED, WAITING, CANCELLED. */
    public String getState() {
        if (entry.cancelled() && entry.session().isEmpty()) {
            return SessionStatus.CANCELLED.name();
        }
        if (isWaiting()) {
            return "WAITING";
        }
        return entry.session().map(session -> session.status().name()).orElse("SCHEDULED");
    }

    public String getStateText() {
        return language.fill("agenda.state." + getState(), waitingMinutes());
    }

    private boolean isWaiting() {
        return isOpen() && entry.waiting().isPresent();
    }

    private long waitingMinutes() {
        return entry.waiting()
                .map(client -> Math.max(0, Duration.between(client.since(), now).toMinutes()))
                .orElse(0L);
    }

    /** Whether it was cancelled, before or after its room was opened; then it does not count. */
    boolean isCancelled() {
        return getState().equals(SessionStatus.CANCELLED.name());
    }

    /** Whether the room can be opened. */
    public boolean isOpenable() {
        return entry.session().isEmpty() && !entry.cancelled();
    }

    /** Whether people can enter the room. */
    public boolean isOpen() {
        return entry.session().map(session -> session.status().isOpen()).orElse(false);
    }

    /** Whether there was a session that is over: completed, cancelled or annulled. */
    public boolean isOver() {
        return entry.session().isPresent() && !isOpen();
    }

    public boolean isCompleted() {
        return entry.session()
                .map(session -> session.status() == SessionStatus.COMPLETED)
                .orElse(false);
    }

    public boolean isCancellable() {
        return isOpenable() || isOpen();
    }

    /** Whether the client could not be notified, and must be told in another way. */
    public boolean isMailFailed() {
        return mail().filter(mail -> mail.state() == OutboxState.FAILED).isPresent();
    }

    /** The progress of the mail to the client: for a room that waits for its client, for a cancelled one, or if it failed. */
    public String getMailText() {
        boolean expected = entry.session()
                        .filter(session -> session.status() == SessionStatus.PENDING)
                        .isPresent()
                && !isWaiting();
        if (expected && entry.mail().isEmpty()) {
            return language.fill("agenda.mail.NONE");
        }
        return mail().filter(mail -> expected || !isOpen() || isMailFailed())
                .map(this::text)
                .orElse("");
    }

    private Optional<Progress> mail() {
        return entry.mail().filter(mail -> isOpen() || mail.kind() == OutboxKind.CANCELLED);
    }

    private String text(Progress mail) {
        return mail.nextTry()
                .map(next -> language.fill(
                        "agenda.mail.again", mail.attempts(), language.time(next.atZone(Hospital.timeZone()))))
                .orElseGet(() -> language.fill("agenda.mail." + mail.kind() + "." + mail.state()));
    }

    /** The label of the button for another link: it is sent by mail if there is an address. */
    public String getInviteText() {
        boolean mailed = entry.booking().clientEmail().isPresent();
        return language.fill(mailed ? "agenda.inviteByMail" : "agenda.invite");
    }

    /** Announced once when it becomes true; with the name that the person gave, as the room says it. */
    public String getWaitingText() {
        return entry.waiting()
                .filter(client -> isOpen())
                .map(client -> language.fill("presence.WAITING", client.name()))
                .orElse("");
    }

    /** The emphasis of the row's main button: a waiting client first, then a running session. */
    public String getEmphasis() {
        boolean begun =
                isOpen() && entry.session().flatMap(SessionView::startedAt).isPresent();
        if (isWaiting() || begun) {
            return "primary";
        }
        return isPast() ? "ghost" : "tonal";
    }

    /** The icon in the sprite for final states, which have no pill; otherwise empty. */
    public String getIcon() {
        return switch (getState()) {
            case "COMPLETED" -> "check";
            case "CANCELLED" -> "x";
            default -> "";
        };
    }

    /** The style of the state's pill. */
    public String getTone() {
        return switch (getState()) {
            case "WAITING" -> "waiting";
            case "ACTIVE" -> "active";
            case "PENDING" -> "attention";
            default -> "";
        };
    }

    /** What would be cancelled: only the appointment, or also a session and its invitation. */
    public String getCancelling() {
        return isOpenable() ? "appointment" : "session";
    }

    Optional<SessionId> sessionId() {
        return entry.session().map(SessionView::id);
    }

    public String getSession() {
        return sessionId().map(SessionId::toString).orElse("");
    }

    public String getAppointment() {
        return entry.appointmentId().toString();
    }

    public String getClientName() {
        return entry.booking().clientName();
    }

    /** The name under which the client entered, if it is another; otherwise empty. */
    public String getGivenText() {
        return entry.givenName()
                .map(name -> language.fill("agenda.given", name))
                .orElse("");
    }

    public String getInitials() {
        return Initials.of(getClientName());
    }

    public String getTime() {
        return language.time(start());
    }

    /** For the time element: 19:00. */
    public String getMachineTime() {
        return start().toLocalTime().toString();
    }

    public int getMinutes() {
        return entry.booking().minutes();
    }

    /** Whether its planned time is over. */
    public boolean isPast() {
        return now.isAfter(entry.booking().startsAt().plus(Duration.ofMinutes(getMinutes())));
    }

    boolean startsAfter(Instant moment) {
        return entry.booking().startsAt().isAfter(moment);
    }

    private ZonedDateTime start() {
        return entry.booking().startsAt().atZone(Hospital.timeZone());
    }
}
