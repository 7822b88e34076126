package org.sessionroom.participant;

import static org.sessionroom.SessionRoomLog.LOG;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.sessionroom.Ids;
import org.sessionroom.appointment.Appointment;
import org.sessionroom.appointment.Appointments;
import org.sessionroom.appointment.Booking;
import org.sessionroom.audit.Auditing;
import org.sessionroom.permission.Action;
import org.sessionroom.permission.Gate;
import org.sessionroom.record.RetentionClass;
import org.sessionroom.record.SealingKeys;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionNews;
import org.sessionroom.session.SessionRejected;
import org.sessionroom.session.Sessions;
import org.sessionroom.session.TherapySession;

/** Issues, shows and redeems invitation links. */
@Stateless
public class Inviting {

    private static final String DEFAULT_PUBLIC_URL = "https://localhost:8443";

    private final SecureRandom random = new SecureRandom();

    @Inject
    private Sessions sessions;

    @Inject
    private Appointments appointments;

    @Inject
    private Invitations invitations;

    @Inject
    private SealingKeys keys;

    @Inject
    private Gate gate;

    @Inject
    private Auditing auditing;

    @Inject
    private Event<InvitationIssued> issued;

    @Inject
    private Event<ParticipantRenamed> renamed;

    @Inject
    private SessionNews news;

    @Inject
    private Ids ids;

    @Inject
    private Clock clock;

    /**
     * Makes a link for the session's client; links made before it can no longer be redeemed.
     *
     * @throws SessionRejected when the person may not invite, or the session is over
     */
    public IssuedInvitation issue(Person person, SessionId id) {
        TherapySession session = sessions.lock(id);
        Participant client = sessions.seat(id, ParticipantRole.CLIENT);
        gate.require(Action.INVITE, person, session, client);
        return issue(person, session, client);
    }

    /**
     * What was booked is corrected before the session has begun. With another address, or another name before anybody came
     * in, the link sent before is no longer the right person's: it ends, whoever took the seat by it loses the seat, and a
     * new one goes out. The right to it is the one to change the booking, so that no other is asked.
     *
     * @param session its row locked by this transaction
     */
    public void correct(Person person, TherapySession session, Booking before, Booking booking) {
        Participant client = sessions.seat(session.id(), ParticipantRole.CLIENT);
        boolean anotherAddress = !before.clientEmail().equals(booking.clientEmail());
        boolean anotherName = !before.clientName().equals(booking.clientName());
        if (anotherAddress || anotherName && client.invitation().isEmpty()) {
            client.keepFor(booking.clientName(), keys.of(session.id().value(), RetentionClass.SESSION));
            issue(person, session, client);
            renamed.fire(new ParticipantRenamed(session.id(), client.id(), booking.clientName()));
            news.tell(session);
        } else {
            invitations.latest(session.id()).ifPresent(invitation -> invitation.reschedule(booking.startsAt()));
        }
    }

    private IssuedInvitation issue(Person person, TherapySession session, Participant client) {
        SessionId id = session.id();
        Instant now = clock.instant();
        invitations.revokeAll(id, now);
        Appointment appointment = appointments.get(session.appointmentId());
        Booking booking = appointment.booking(keys.of(appointment.id(), RetentionClass.SESSION));
        InvitationToken token = InvitationToken.create(random);
        Invitation invitation = new Invitation(ids.next(), client, token, booking.startsAt(), now);
        invitations.add(invitation);
        booking.clientEmail().ifPresent(email -> invitation.mail(MailStatus.QUEUED));
        issued.fire(new InvitationIssued(invitation.id(), id, token, invitation.expiresAt(), booking));
        auditing.done(person, Action.INVITE, id, appointment.id());
        LOG.invitation(id, invitation.id(), "issued");
        return new IssuedInvitation(
                link(token), invitation.expiresAt(), booking.clientEmail().isPresent());
    }

    /** What the holder of a link may read; asking does not use it up. */
    public InvitationLook look(InvitationToken token) {
        Invitation invitation = invitations.find(token).orElseThrow(Inviting::unknown);
        TherapySession session = sessions.get(invitation.sessionId());
        Appointment appointment = appointments.get(session.appointmentId());
        Booking booking = appointment.booking(keys.of(appointment.id(), RetentionClass.SESSION));
        return new InvitationLook(
                session.id(),
                obstacle(invitation, session),
                booking.clientName(),
                booking.therapistName(),
                booking.startsAt());
    }

    /**
     * Takes the client's seat. Whoever sat there before, by an older link, loses it, and the therapist admits anew.
     *
     * @param name how the client wants to be called
     * @throws SessionRejected with the invitation's obstacle, or INVALID for the name
     */
    public Seat redeem(InvitationToken token, String name) {
        if (!Booking.isText(name, Booking.LONGEST_NAME)) {
            throw new SessionRejected(Rejection.INVALID);
        }
        Invitation invitation = invitations.lock(token).orElseThrow(Inviting::unknown);
        TherapySession session = sessions.lock(invitation.sessionId());
        obstacle(invitation, session).ifPresent(obstacle -> {
            throw new SessionRejected(obstacle);
        });
        Instant now = clock.instant();
        invitation.redeem(now);
        session.hearAnew(now);
        Participant client = sessions.seat(session.id(), ParticipantRole.CLIENT);
        client.take(invitation.id(), name.strip(), keys.of(session.id().value(), RetentionClass.SESSION));
        Person person = Person.client(client.id(), session.id(), invitation.id());
        auditing.done(person, org.sessionroom.audit.Event.INVITATION_REDEEMED, session.id(), session.appointmentId());
        LOG.invitation(session.id(), invitation.id(), "redeemed");
        renamed.fire(new ParticipantRenamed(session.id(), client.id(), name.strip()));
        news.tell(session);
        return new Seat(person, session.id(), client.id());
    }

    /** Whether the client's seat is still theirs: no newer link gave it to somebody else. */
    public boolean isCurrent(Seat guest) {
        return sessions.seats(guest.session()).stream().anyMatch(seat -> seat.isHeldBy(guest.person()));
    }

    /** Keeps what became of the mail; in a transaction of its own, long after the issuing one. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void noteMail(UUID id, MailStatus status) {
        invitations.noteMail(id, status);
    }

    static URI link(InvitationToken token) {
        String publicUrl = ConfigProvider.getConfig()
                .getOptionalValue("session.public.url", String.class)
                .orElse(DEFAULT_PUBLIC_URL);
        return URI.create(publicUrl + "/join#" + token.text());
    }

    private Optional<Rejection> obstacle(Invitation invitation, TherapySession session) {
        if (!session.status().isOpen()) {
            return Optional.of(Rejection.SESSION_ENDED);
        }
        return invitation.obstacle(clock.instant());
    }

    private static SessionRejected unknown() {
        return new SessionRejected(Rejection.INVITATION_UNKNOWN);
    }
}
