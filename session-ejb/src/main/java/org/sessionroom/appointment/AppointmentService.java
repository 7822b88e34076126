package org.sessionroom.appointment;

import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sessionroom.Hospital;
import org.sessionroom.Ids;
import org.sessionroom.appointment.AgendaEntry.Waiting;
import org.sessionroom.audit.AuditService;
import org.sessionroom.database.CommittedLog;
import org.sessionroom.identity.TherapistRepository;
import org.sessionroom.input.TextRule;
import org.sessionroom.outbox.OutboxRepository;
import org.sessionroom.outbox.Progress;
import org.sessionroom.participant.InvitationService;
import org.sessionroom.participant.ParticipantEntity;
import org.sessionroom.participant.ParticipantRole;
import org.sessionroom.participant.Person;
import org.sessionroom.participant.Presence;
import org.sessionroom.participant.Role;
import org.sessionroom.permission.Action;
import org.sessionroom.permission.Gate;
import org.sessionroom.record.RetentionClass;
import org.sessionroom.record.SealingKey;
import org.sessionroom.record.SealingKeyRepository;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionLifecycle;
import org.sessionroom.session.SessionRejected;
import org.sessionroom.session.SessionRepository;
import org.sessionroom.session.SessionView;
import org.sessionroom.session.TherapySessionEntity;

/** Books, changes, cancels and shows appointments. */
@Stateless
public class AppointmentService {

    @Inject
    private CommittedLog log;

    @Inject
    private AppointmentRepository appointments;

    @Inject
    private SessionRepository sessions;

    @Inject
    private OutboxRepository outbox;

    @Inject
    private TherapistRepository therapists;

    @Inject
    private Presence presence;

    @Inject
    private SealingKeyRepository keys;

    @Inject
    private Gate gate;

    @Inject
    private AuditService auditService;

    @EJB
    private SessionLifecycle lifecycle;

    @EJB
    private InvitationService invitationService;

    @Inject
    private Ids ids;

    @Inject
    private Event<AppointmentMoved> moves;

    @Inject
    private Clock clock;

    /**
     * A therapist books on their own agenda. A form that is sent again, because its answer was lost, books only once; if it was
     * changed meanwhile, the appointment is changed.
     *
     * @param id of the appointment, created with the form
     * @throws SessionRejected NOT_FOUND if a session has this id; DAY_FULL; or because of the person's rights, also for an
     *     existing appointment with this id
     */
    public AppointmentEntity book(Person person, UUID id, Booking booking) {
        gate.require(Action.MAKE_APPOINTMENT, person, booking.therapist());
        appointments.owner(id).ifPresent(owner -> gate.require(Action.MAKE_APPOINTMENT, person, owner));
        return put(person, appointments.lockBooked(id), booking).orElseGet(() -> create(person, id, null, booking));
    }

    /**
     * The hospital's scheduling system books, or changes, under its own id. The call is idempotent. If the name or address changes
     * after the room was opened, the link that was sent becomes invalid, and a new one is sent.
     *
     * @return the appointment, whether it is new, and whether its therapist is known
     * @throws SessionRejected DAY_FULL; APPOINTMENT_OPENED if its session has begun, or if it is to be given to another therapist; or because
     *     of the person's rights for the new or the present therapist
     */
    public Booked put(Person person, String externalId, Booking booking) {
        TextRule.EXTERNAL_ID.read("externalId", externalId);
        gate.require(Action.MAKE_APPOINTMENT, person, booking.therapist());
        appointments
                .ownerOfExternal(externalId)
                .ifPresent(owner -> gate.require(Action.MAKE_APPOINTMENT, person, owner));
        return put(person, lockExternal(person, externalId, booking), booking)
                .map(known -> booked(known, false))
                .orElseGet(() -> booked(create(person, ids.next(), externalId, booking), true));
    }

    /** A therapist's appointment under an id that the scheduling system uses does not keep that system's booking out. */
    private Optional<AppointmentEntity> lockExternal(Person person, String externalId, Booking booking) {
        Optional<AppointmentEntity> known = appointments.lockExternal(externalId);
        if (known.isPresent() && person.is(Role.SCHEDULER)) {
            AppointmentEntity appointment = known.get();
            Optional<TherapySessionEntity> session = sessions.lockOfAppointment(appointment.id());
            if (!appointment.isMadeByScheduler()
                    && session.flatMap(booking::obstacle).isPresent()) {
                appointments.releaseExternalId(appointment);
                return Optional.empty();
            }
            appointment.madeByScheduler();
        }
        return known;
    }

    private Optional<AppointmentEntity> put(Person person, Optional<AppointmentEntity> known, Booking booking) {
        known.ifPresent(appointment -> {
            gate.require(Action.MAKE_APPOINTMENT, person, appointment);
            change(person, appointment, booking);
        });
        return known;
    }

    /** A mistyped user name cannot be detected, because a therapist may log in for the first time later; so it is reported. */
    private Booked booked(AppointmentEntity appointment, boolean created) {
        boolean therapistKnown = therapists.isKnown(appointment.therapist());
        if (!therapistKnown) {
            log.write(line -> line.therapistUnknown(appointment.id()));
        }
        return new Booked(appointment, created, therapistKnown);
    }

    /** @throws SessionRejected NOT_FOUND, or because of the person's rights */
    public Booking read(Person person, String externalId) {
        AppointmentEntity appointment = appointments.get(external(externalId));
        gate.require(Action.READ_APPOINTMENT, person, appointment);
        return appointment.booking(key(appointment));
    }

    /**
     * Cancels by the caller's id; cancelling twice changes nothing.
     *
     * @throws SessionRejected WRONG_STATE once its session has begun
     */
    public void cancel(Person person, String externalId) {
        cancel(person, external(externalId));
    }

    /**
     * Cancels the appointment, and its session if that has not begun.
     *
     * @throws SessionRejected WRONG_STATE once its session has begun
     */
    public void cancel(Person person, UUID id) {
        AppointmentEntity appointment = gate.lock(Action.CANCEL_APPOINTMENT, person, id);
        if (appointment.isCancelled()) {
            return;
        }
        sessions.uncancelledOfAppointment(id).ifPresent(session -> lifecycle.callOff(person, session));
        appointment.cancel(clock.instant());
        auditService.done(person, Action.CANCEL_APPOINTMENT, null, id);
        log.write(line -> line.appointment(id, "cancelled", person.id()));
    }

    /** A therapist's own agenda of one day in the hospital's time zone, earliest first. */
    public List<AgendaEntry> agenda(Person person, LocalDate day) {
        gate.require(Action.READ_AGENDA, person, person.id());
        return entries(
                appointments.between(person.id(), start(day), start(day.plusDays(1)), Hospital.appointmentsPerDay()));
    }

    /** The person's other appointments of the same day whose time overlaps with a booking's, earliest first; cancelled ones too. */
    public List<AgendaEntry> overlapping(Person person, UUID id, Booking booking) {
        return agenda(person, day(booking)).stream()
                .filter(entry ->
                        !entry.appointmentId().equals(id) && entry.booking().overlaps(booking))
                .toList();
    }

    /**
     * The starts of the appointments that were not cancelled, before or after their room was opened.
     *
     * @param days how many, from the first day on
     */
    public List<Instant> booked(Person person, LocalDate first, int days) {
        gate.require(Action.READ_AGENDA, person, person.id());
        return appointments.startsBetween(
                person.id(), start(first), start(first.plusDays(days)), days * Hospital.appointmentsPerDay());
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(Hospital.timeZone()).toInstant();
    }

    /** One entry of a therapist's own agenda. @throws SessionRejected NOT_FOUND, ERASED, or because of the person's rights */
    public AgendaEntry find(Person person, UUID id) {
        AppointmentEntity appointment = appointments.get(id);
        gate.require(Action.READ_APPOINTMENT, person, appointment);
        key(appointment);
        return entries(List.of(appointment)).get(0);
    }

    /** An agenda is read every ten seconds, so all related data is loaded with few queries. */
    private List<AgendaEntry> entries(List<AppointmentEntity> planned) {
        List<UUID> appointmentIds = planned.stream().map(AppointmentEntity::id).toList();
        Map<UUID, SealingKey> keyOf = keys.of(appointmentIds, RetentionClass.SESSION);
        Map<UUID, TherapySessionEntity> opened =
                by(TherapySessionEntity::appointmentId, sessions.ofAppointments(appointmentIds));
        List<SessionId> rooms =
                opened.values().stream().map(TherapySessionEntity::id).toList();
        Map<SessionId, ParticipantEntity> clients =
                by(ParticipantEntity::sessionId, sessions.seats(rooms, ParticipantRole.CLIENT));
        Map<UUID, SealingKey> keyOfRoom =
                keys.of(rooms.stream().map(SessionId::value).toList(), RetentionClass.SESSION);
        Map<SessionId, Progress> mails = outbox.latestMails(rooms);
        return planned.stream()
                .map(appointment -> {
                    Optional<TherapySessionEntity> session = Optional.ofNullable(opened.get(appointment.id()));
                    Optional<ParticipantEntity> client = session.map(room -> clients.get(room.id()));
                    Booking booking = appointment.booking(keyOf.get(appointment.id()));
                    return new AgendaEntry(
                            appointment.id(),
                            booking,
                            appointment.isCancelled(),
                            session.map(room -> SessionView.of(room, client.orElseThrow())),
                            client.filter(seat -> seat.invitation().isPresent())
                                    .map(seat -> seat.name(
                                            keyOfRoom.get(seat.sessionId().value())))
                                    .filter(name -> !name.equals(booking.clientName())),
                            session.map(room -> mails.get(room.id())),
                            client.filter(seat -> !seat.isAdmitted())
                                    .flatMap(seat -> waiting(
                                            seat, keyOfRoom.get(seat.sessionId().value()))));
                })
                .toList();
    }

    private Optional<Waiting> waiting(ParticipantEntity client, SealingKey key) {
        return presence.since(client.sessionId(), client.id()).map(since -> new Waiting(since, client.name(key)));
    }

    private static <K, T> Map<K, T> by(Function<T, K> key, List<T> all) {
        return all.stream().collect(Collectors.toMap(key, Function.identity()));
    }

    private AppointmentEntity create(Person person, UUID id, String externalId, Booking booking) {
        if (keys.find(id, RetentionClass.SESSION).isPresent()) {
            // A session has this id; the form's own cannot be one.
            throw new SessionRejected(Rejection.NOT_FOUND);
        }
        requireFreeDay(booking);
        SealingKey key = keys.create(id, RetentionClass.SESSION);
        AppointmentEntity appointment = new AppointmentEntity(id, externalId, booking, key, clock.instant());
        if (person.is(Role.SCHEDULER)) {
            appointment.madeByScheduler();
        }
        appointments.add(appointment);
        booked(person, appointment, "booked");
        return appointment;
    }

    private void change(Person person, AppointmentEntity appointment, Booking booking) {
        SealingKey key = key(appointment);
        Booking before = appointment.booking(key);
        if (!appointment.isCancelled() && before.equals(booking)) {
            return;
        }
        if (!before.therapist().equals(booking.therapist()) || !day(before).equals(day(booking))) {
            requireFreeDay(booking);
        }
        Optional<TherapySessionEntity> session = sessions.lockOfAppointment(appointment.id());
        session.flatMap(booking::obstacle).ifPresent(rejection -> {
            throw new SessionRejected(rejection);
        });
        appointment.change(booking, key);
        session.ifPresent(opened -> {
            invitationService.correct(person, opened, before, booking);
            if (!before.startsAt().equals(booking.startsAt()) || before.minutes() != booking.minutes()) {
                moves.fire(new AppointmentMoved(opened.id(), booking.startsAt(), booking.minutes()));
            }
        });
        booked(person, appointment, "changed");
    }

    /** An agenda is read as a whole, every ten seconds; so nobody may fill it without end. */
    private void requireFreeDay(Booking booking) {
        LocalDate day = day(booking);
        if (appointments.countAlone(booking.therapist(), start(day), start(day.plusDays(1)))
                >= Hospital.appointmentsPerDay()) {
            throw new SessionRejected(Rejection.DAY_FULL);
        }
    }

    private static LocalDate day(Booking booking) {
        return LocalDate.ofInstant(booking.startsAt(), Hospital.timeZone());
    }

    private void booked(Person person, AppointmentEntity appointment, String what) {
        auditService.done(person, Action.MAKE_APPOINTMENT, null, appointment.id());
        log.write(line -> line.appointment(appointment.id(), what, person.id()));
    }

    private UUID external(String externalId) {
        return Optional.of(externalId)
                .filter(TextRule.EXTERNAL_ID::accepts)
                .flatMap(appointments::ownerOfExternal)
                .map(AppointmentOwner::appointment)
                .orElseThrow(() -> new SessionRejected(Rejection.NOT_FOUND));
    }

    private SealingKey key(AppointmentEntity appointment) {
        return keys.of(appointment.id(), RetentionClass.SESSION);
    }

    /**
     * An appointment that was booked.
     *
     * @param created whether it is new
     * @param therapistKnown whether its therapist has ever logged in; until somebody does under that name, nobody sees it
     */
    public record Booked(AppointmentEntity appointment, boolean created, boolean therapistKnown) {}
}
