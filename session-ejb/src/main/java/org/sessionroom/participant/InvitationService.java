package org.sessionroom.participant;

import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.ConfigProvider;
import org.sessionroom.Ids;
import org.sessionroom.appointment.AppointmentEntity;
import org.sessionroom.appointment.AppointmentRepository;
import org.sessionroom.appointment.Booking;
import org.sessionroom.audit.AuditService;
import org.sessionroom.audit.AuditedEvent;
import org.sessionroom.database.CommittedLog;
import org.sessionroom.identity.LoginService;
import org.sessionroom.input.TextRule;
import org.sessionroom.outbox.OutboxKind;
import org.sessionroom.permission.Action;
import org.sessionroom.permission.Gate;
import org.sessionroom.permission.PermittedSession;
import org.sessionroom.record.RetentionClass;
import org.sessionroom.record.SealingKey;
import org.sessionroom.record.SealingKeyRepository;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionNews;
import org.sessionroom.session.SessionRejected;
import org.sessionroom.session.SessionRepository;
import org.sessionroom.session.SessionStatus;
import org.sessionroom.session.TherapySessionEntity;

/** Issues, shows and redeems invitation links. */
@Stateless
public class InvitationService {

    private static final String DEFAULT_PUBLIC_URL = "https://localhost:8443";

    private static final Set<Rejection> RENEWABLE = Set.of(Rejection.INVITATION_USED, Rejection.INVITATION_EXPIRED);

    private final SecureRandom random = new SecureRandom();

    @Inject
    private CommittedLog log;

    @EJB
    private LoginService loginService;

    @Inject
    private SessionRepository sessions;

    @Inject
    private AppointmentRepository appointments;

    @Inject
    private InvitationRepository invitations;

    @Inject
    private SealingKeyRepository keys;

    @Inject
    private Gate gate;

    @Inject
    private AuditService auditService;

    @EJB
    private ClientMailService clientMailService;

    @Inject
    private Event<ParticipantRenamed> renamed;

    @Inject
    private SessionNews news;

    @Inject
    private Ids ids;

    @Inject
    private Clock clock;

    /**
     * Issues a link for the session's client; earlier links can no longer be redeemed.
     *
     * @throws SessionRejected if the person may not invite, or the session is over; INVITED_OFTEN according to {@link
     *     InvitationPace}
     */
    public IssuedInvitation issue(Person person, SessionId id) {
        PermittedSession permitted = gate.lock(Action.INVITE, person, id);
        if (!InvitationPace.mayInvite(invitations.issued(id), clock.instant())) {
            throw new SessionRejected(Rejection.INVITED_OFTEN);
        }
        return issue(person, permitted.session(), permitted.client());
    }

    /**
     * Applies a corrected booking before the session has begun. With another address, or another name before anybody had
     * entered, the link sent before may be in the wrong hands: it becomes invalid, whoever took the seat by it loses the seat, and a
     * new one is sent. With the same address and another time the client is notified of the time. The right to change the booking
     * suffices, so no other is checked. The pace of invitations does not apply: a link in the wrong hands must always be revocable.
     *
     * @param session its row is locked by this transaction
     */
    public void correct(Person person, TherapySessionEntity session, Booking before, Booking booking) {
        ParticipantEntity client = sessions.seat(session.id(), ParticipantRole.CLIENT);
        boolean anotherAddress = !before.clientEmail().equals(booking.clientEmail());
        boolean anotherName = !before.clientName().equals(booking.clientName());
        if (anotherAddress || anotherName && client.invitation().isEmpty()) {
            session.setTranscriptShared(false);
            client.keepFor(booking.clientName(), keys.of(session.id().value(), RetentionClass.SESSION));
            issue(person, session, client);
            renamed.fire(new ParticipantRenamed(session.id(), client.holder(), booking.clientName()));
            news.tell(session);
        } else {
            invitations.latest(session.id()).ifPresent(invitation -> invitation.reschedule(booking.startsAt()));
            if (!before.startsAt().equals(booking.startsAt())) {
                clientMailService.tell(session, OutboxKind.RESCHEDULED);
            }
        }
    }

    private IssuedInvitation issue(Person person, TherapySessionEntity session, ParticipantEntity client) {
        SessionId id = session.id();
        Instant now = clock.instant();
        invitations.revokeOpen(id, now);
        AppointmentEntity appointment = appointments.get(session.appointmentId());
        Booking booking = appointment.booking(keys.of(appointment.id(), RetentionClass.SESSION));
        InvitationToken token = InvitationToken.create(random);
        InvitationEntity invitation = new InvitationEntity(ids.next(), client, token, booking.startsAt(), now);
        invitations.add(invitation);
        clientMailService.invite(invitation, token, appointment);
        auditService.done(person, Action.INVITE, id, appointment.id());
        log.write(line -> line.invitation(id, invitation.id(), "issued"));
        return new IssuedInvitation(
                link(token), invitation.expiresAt(), booking.clientEmail().isPresent());
    }

    /**
     * What the holder of a link may see; looking does not redeem it.
     *
     * @param key of the holder's browser: the browser that redeemed the link may redeem it again
     */
    public InvitationLook look(InvitationToken token, Optional<RedemptionKey> key) {
        InvitationEntity invitation = invitations.find(token).orElseThrow(InvitationService::unknown);
        TherapySessionEntity session = sessions.get(invitation.sessionId());
        if (session.erasedAt().isPresent()) {
            throw new SessionRejected(Rejection.SESSION_ENDED);
        }
        AppointmentEntity appointment = appointments.get(session.appointmentId());
        Booking booking = appointment.booking(keys.of(appointment.id(), RetentionClass.SESSION));
        Optional<Seat> taken = taken(invitation, key);
        Optional<Rejection> obstacle = taken.isPresent() ? Optional.empty() : obstacle(invitation, session);
        return new InvitationLook(
                session.id(),
                obstacle,
                obstacle.filter(RENEWABLE::contains).isPresent()
                        && booking.clientEmail().isPresent()
                        && isNewest(invitation),
                taken.map(this::name).orElse(booking.clientName()),
                booking.therapistName(),
                booking.startsAt());
    }

    /**
     * Sends another link at the request of the holder of a link that can no longer be redeemed. It is sent only to the booked
     * address, so that it is useless to anybody else; the holder of the seat keeps it until the new link is redeemed.
     *
     * @throws SessionRejected with the obstacle if the link cannot be renewed; INVITED_OFTEN according to {@link InvitationPace}
     */
    public void renew(InvitationToken token) {
        InvitationLook look = look(token, Optional.empty());
        if (!look.renewable()) {
            throw new SessionRejected(look.obstacle().orElse(Rejection.WRONG_STATE));
        }
        TherapySessionEntity session = sessions.lock(look.session());
        ParticipantEntity client = sessions.seat(session.id(), ParticipantRole.CLIENT);
        if (!session.status().isOpen()) {
            throw new SessionRejected(Rejection.SESSION_ENDED);
        }
        InvitationEntity held = invitations.find(token).orElseThrow(InvitationService::unknown);
        if (!isNewest(held)) {
            throw new SessionRejected(Rejection.INVITATION_REVOKED);
        }
        if (!InvitationPace.mayInvite(invitations.issued(session.id()), clock.instant())) {
            throw new SessionRejected(Rejection.INVITED_OFTEN);
        }
        issue(Person.client(client.id(), session.id(), held.id()), session, client);
    }

    /**
     * Takes the client's seat. Its former holder, who entered by an older link, loses it, and the therapist must admit again. A
     * browser that repeats the request, because the answer was lost, gets the seat that it already holds.
     *
     * @param key of the browser, if it sent one
     * @param name the client's chosen name
     * @throws SessionRejected with the invitation's obstacle, or INVALID for the name
     */
    public Seat redeem(InvitationToken token, Optional<RedemptionKey> key, String name) {
        String called = TextRule.PERSON_NAME.read("name", name);
        // In the order in which a new link revokes the former one, so that neither waits for the other.
        TherapySessionEntity session =
                sessions.lock(invitations.session(token).orElseThrow(InvitationService::unknown));
        InvitationEntity invitation = invitations.lock(token).orElseThrow(InvitationService::unknown);
        Optional<Seat> taken = taken(invitation, key);
        if (taken.isPresent()) {
            rename(session, called);
            return taken.get();
        }
        obstacle(invitation, session).ifPresent(obstacle -> {
            throw new SessionRejected(obstacle);
        });
        Instant now = clock.instant();
        invitation.redeem(key, now);
        session.ignoreSpeechBefore(now);
        ParticipantEntity client = sessions.seat(session.id(), ParticipantRole.CLIENT);
        if (client.invitation().isPresent()) {
            // It was shared with the former holder of the seat.
            session.setTranscriptShared(false);
        }
        client.take(invitation.id(), called, keys.of(session.id().value(), RetentionClass.SESSION));
        Person taking = Person.client(client.id(), session.id(), invitation.id());
        Person person = taking.by(loginService.beginAsGuest(taking).id());
        auditService.done(person, AuditedEvent.INVITATION_REDEEMED, session.id(), session.appointmentId());
        log.write(line -> line.invitation(session.id(), invitation.id(), "redeemed"));
        renamed.fire(new ParticipantRenamed(session.id(), client.holder(), called));
        news.tell(session);
        return new Seat(person, session.id(), client.id());
    }

    /** The seat that the browser with this key has taken by the invitation, as long as that client still holds it. */
    private Optional<Seat> taken(InvitationEntity invitation, Optional<RedemptionKey> key) {
        return key.filter(invitation::isRedeemedBy)
                .flatMap(same -> loginService.guest(invitation.id()))
                .map(guest -> new Seat(guest, invitation.sessionId(), invitation.participantId()))
                .filter(this::isCurrent);
    }

    private void rename(TherapySessionEntity session, String called) {
        ParticipantEntity client = sessions.seat(session.id(), ParticipantRole.CLIENT);
        SealingKey key = keys.of(session.id().value(), RetentionClass.SESSION);
        if (!client.name(key).equals(called)) {
            client.rename(called, key);
            renamed.fire(new ParticipantRenamed(session.id(), client.holder(), called));
        }
    }

    private String name(Seat guest) {
        return sessions.seat(guest.session(), ParticipantRole.CLIENT)
                .name(keys.of(guest.session().value(), RetentionClass.SESSION));
    }

    /**
     * Whether the client still holds the seat: the session is not over, they have not left this device, and no newer link
     * gave it to somebody else.
     */
    public boolean isCurrent(Seat guest) {
        return loginService.isCurrent(guest.person()) && endOf(guest.session()).isOpen() && holdsSeat(guest);
    }

    /** The final state of a session whose seat they held to the end; empty if they did not, or it is open. */
    public Optional<SessionStatus> endSeen(Seat guest) {
        return Optional.of(guest)
                .filter(this::holdsSeat)
                .map(seat -> endOf(seat.session()))
                .filter(end -> !end.isOpen());
    }

    /** A session that does not exist, for example after a restore of an older database, counts as over. */
    private SessionStatus endOf(SessionId session) {
        return sessions.known(session).map(TherapySessionEntity::status).orElse(SessionStatus.COMPLETED);
    }

    private boolean holdsSeat(Seat guest) {
        return sessions.seats(guest.session()).stream().anyMatch(seat -> seat.isHeldBy(guest.person()));
    }

    static URI link(InvitationToken token) {
        String publicUrl = ConfigProvider.getConfig()
                .getOptionalValue("session.public.url", String.class)
                .orElse(DEFAULT_PUBLIC_URL);
        return URI.create(publicUrl + "/join#" + token.text());
    }

    private Optional<Rejection> obstacle(InvitationEntity invitation, TherapySessionEntity session) {
        if (!session.status().isOpen()) {
            return Optional.of(Rejection.SESSION_ENDED);
        }
        return invitation.obstacle(clock.instant());
    }

    /** Only by the newest link another one can be requested: whoever holds an old one must not revoke the newer ones. */
    private boolean isNewest(InvitationEntity invitation) {
        return invitations
                .latest(invitation.sessionId())
                .filter(newest -> newest.id().equals(invitation.id()))
                .isPresent();
    }

    private static SessionRejected unknown() {
        return new SessionRejected(Rejection.INVITATION_UNKNOWN);
    }
}
