package org.sessionroom.participant;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.sessionroom.Hospital;
import org.sessionroom.Ids;
import org.sessionroom.appointment.AppointmentEntity;
import org.sessionroom.appointment.AppointmentRepository;
import org.sessionroom.appointment.Booking;
import org.sessionroom.database.CommittedLog;
import org.sessionroom.outbox.MailPace;
import org.sessionroom.outbox.OutboxEntity;
import org.sessionroom.outbox.OutboxKind;
import org.sessionroom.outbox.OutboxRepository;
import org.sessionroom.outbox.OutboxState;
import org.sessionroom.outbox.Outcome;
import org.sessionroom.record.RetentionClass;
import org.sessionroom.record.SealingKey;
import org.sessionroom.record.SealingKeyRepository;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionRepository;
import org.sessionroom.session.SessionStatus;
import org.sessionroom.session.TherapySessionEntity;

/** Puts mails to a session's client into the outbox, loads their content when they are sent, and records the result. */
@Stateless
public class ClientMailService {

    @Inject
    private CommittedLog log;

    @Inject
    private OutboxRepository outbox;

    @Inject
    private SessionRepository sessions;

    @Inject
    private AppointmentRepository appointments;

    @Inject
    private InvitationRepository invitations;

    @Inject
    private SealingKeyRepository keys;

    @Inject
    private Ids ids;

    @Inject
    private Clock clock;

    /** Sends the new link, if there is an address. */
    public void invite(InvitationEntity invitation, InvitationToken token, AppointmentEntity appointment) {
        if (appointment.hasClientEmail()) {
            SessionId session = invitation.sessionId();
            SealingKey key = keys.of(session.value(), RetentionClass.SESSION);
            Instant now = clock.instant();
            Duration pause = longer(pace(session, now), pace(appointment.therapist(), now));
            outbox.add(OutboxEntity.invitation(ids.next(), session, invitation.id(), token.text(), key, now)
                    .after(pause));
        }
    }

    /** Notifies an invited client of a change, if there is an address. */
    public void tell(TherapySessionEntity session, OutboxKind change) {
        if (appointments.get(session.appointmentId()).hasClientEmail()) {
            Instant now = clock.instant();
            // A cancellation is the last mail of a session, so the session's limit never delays it.
            Duration ofSession = change == OutboxKind.CANCELLED ? Duration.ZERO : pace(session.id(), now);
            Duration pause = longer(ofSession, pace(session.therapist(), now));
            outbox.add(
                    OutboxEntity.notice(ids.next(), change, session.id(), now).after(pause));
        }
    }

    private Duration pace(SessionId session, Instant now) {
        return MailPace.pause(outbox.mailsSince(session, now.minus(MailPace.HOUR)));
    }

    private Duration pace(String therapist, Instant now) {
        return MailPace.pauseOfTherapist(
                outbox.mailsOfTherapistSince(therapist, now.minus(MailPace.HOUR)), Hospital.mailsOfTherapist());
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** Begins an attempt, unless none is due or the mail is obsolete. */
    public Optional<Letter> takeUp(UUID id) {
        Instant now = clock.instant();
        return outbox.lockIfFree(id).filter(entry -> entry.isDue(now)).flatMap(entry -> {
            Optional<Letter> letter = entry.begin(now) ? letter(entry, now) : Optional.empty();
            if (letter.isEmpty()) {
                end(entry, entry.attempts(), new Outcome.Unwanted());
            }
            return letter;
        });
    }

    private Optional<Letter> letter(OutboxEntity entry, Instant now) {
        TherapySessionEntity session = sessions.get(entry.sessionId());
        AppointmentEntity appointment = appointments.get(session.appointmentId());
        Optional<Booking> booking =
                keys.find(appointment.id(), RetentionClass.SESSION).map(appointment::booking);
        return booking.flatMap(booked -> booked.clientEmail().flatMap(address -> mail(entry, session, booked, now)
                .map(mail -> new Letter(entry.id(), entry.attempts(), entry.kind(), session.id(), address, mail))));
    }

    private Optional<ClientMail> mail(OutboxEntity entry, TherapySessionEntity session, Booking booking, Instant now) {
        return switch (entry.kind()) {
            case INVITATION -> invitation(entry, session, booking, now);
            case RESCHEDULED ->
                session.status() == SessionStatus.PENDING && !outbox.hasNewer(entry)
                        ? invitations
                                .latest(session.id())
                                .map(invitation -> ClientMail.rescheduled(booking, invitation.expiresAt()))
                        : Optional.empty();
            case CANCELLED -> Optional.of(ClientMail.cancelled(booking));
            case DRAFT -> throw new IllegalArgumentException("no mail");
        };
    }

    private Optional<ClientMail> invitation(
            OutboxEntity entry, TherapySessionEntity session, Booking booking, Instant now) {
        InvitationEntity invitation = invitations.get(entry.invitationId().orElseThrow());
        Optional<Rejection> obstacle = invitation.obstacle(now);
        if (obstacle.filter(Rejection.INVITATION_EXPIRED::equals).isPresent()) {
            entry.end(entry.attempts(), new Outcome.Never(OutboxEntity.TOO_LATE), 0, now);
        }
        return obstacle.isPresent() || !session.status().isOpen()
                ? Optional.empty()
                : keys.find(session.id().value(), RetentionClass.SESSION)
                        .flatMap(entry::secret)
                        .map(InvitationToken::parse)
                        .map(token ->
                                ClientMail.invitation(booking, InvitationService.link(token), invitation.expiresAt()));
    }

    /** Records the result of an attempt. */
    public void end(Letter letter, Outcome outcome) {
        outbox.lock(letter.entry()).ifPresent(entry -> end(entry, letter.attempt(), outcome));
    }

    /** An attempt failed because of an error on our side. */
    public void putOff(UUID id) {
        outbox.lock(id)
                .ifPresent(entry -> entry.putOff(ThreadLocalRandom.current().nextDouble(), clock.instant()));
    }

    private void end(OutboxEntity entry, int attempt, Outcome outcome) {
        entry.end(attempt, outcome, ThreadLocalRandom.current().nextDouble(), clock.instant());
        if (entry.state() == OutboxState.FAILED) {
            log.write(line -> line.givenUp(
                    entry.sessionId(),
                    entry.kind(),
                    entry.attempts(),
                    entry.progress().failure().orElse("-")));
        } else if (outcome instanceof Outcome.Later later) {
            log.write(line -> line.triedInVain(
                    entry.sessionId(),
                    entry.kind(),
                    attempt,
                    later.reason(),
                    entry.progress().nextTry().orElse(null)));
        } else {
            log.write(line -> line.outboxEnded(entry.sessionId(), entry.kind(), entry.state(), entry.attempts()));
        }
    }
}
