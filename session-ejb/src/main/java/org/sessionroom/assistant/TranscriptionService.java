package org.sessionroom.assistant;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.sessionroom.Ids;
import org.sessionroom.appointment.AppointmentRepository;
import org.sessionroom.audit.AuditService;
import org.sessionroom.consent.ConsentRepository;
import org.sessionroom.participant.ParticipantEntity;
import org.sessionroom.participant.ParticipantRole;
import org.sessionroom.participant.Role;
import org.sessionroom.participant.Seat;
import org.sessionroom.permission.Action;
import org.sessionroom.permission.Gate;
import org.sessionroom.provider.api.ProviderFailure;
import org.sessionroom.provider.api.ProviderHealth;
import org.sessionroom.provider.api.SpeechConnection;
import org.sessionroom.provider.api.SpeechConnectionFactory;
import org.sessionroom.provider.api.SpeechSpec;
import org.sessionroom.record.RetentionClass;
import org.sessionroom.record.SealingKey;
import org.sessionroom.record.SealingKeyRepository;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionLimits;
import org.sessionroom.session.SessionRejected;
import org.sessionroom.session.SessionRepository;
import org.sessionroom.session.SessionWarned;
import org.sessionroom.session.TherapySessionEntity;
import org.sessionroom.session.TranscriptTerms;

/** Lets what is said be written down, as long as both agree: opens microphones, and keeps what the recogniser heard of them. */
@Stateless
public class TranscriptionService {

    @Resource(lookup = SpeechConnectionFactory.JNDI)
    private SpeechConnectionFactory recogniser;

    @Inject
    private SessionRepository sessions;

    @Inject
    private AppointmentRepository appointments;

    @Inject
    private ConsentRepository consents;

    @Inject
    private TranscriptRepository transcripts;

    @Inject
    private Microphones microphones;

    @Inject
    private SealingKeyRepository keys;

    @Inject
    private Gate gate;

    @Inject
    private AuditService auditService;

    @Inject
    private Event<TranscriptLineChanged> changes;

    @Inject
    private Event<SessionWarned> warnings;

    @Inject
    private Event<MicrophoneOpened> openings;

    @Inject
    private Ids ids;

    /** Whether there is anybody to write down what is said. */
    public boolean isPossible() {
        return recogniser.health().state() != ProviderHealth.State.OFF;
    }

    /**
     * Opens a stream for somebody's own microphone.
     *
     * @throws SessionRejected CONSENT_MISSING, OFF_RECORD, QUOTA_REACHED, NO_RECOGNISER when none is set up or it has no
     *     room, or what the rights say
     */
    public Microphone open(Seat seat) {
        // The terms before the consents: a consent that comes between is a reason to begin again, and one that goes is
        // seen.
        TherapySessionEntity session = sessions.get(seat.session());
        ParticipantEntity client = sessions.seat(seat.session(), ParticipantRole.CLIENT);
        gate.require(
                Action.TRANSCRIBE,
                seat.person(),
                session,
                client,
                consents.given(seat.session()).byBoth());
        session.requireSpace();
        auditService.done(seat.person(), Action.TRANSCRIBE, session.id(), session.appointmentId());
        String language = appointments.get(session.appointmentId()).language().toLanguageTag();
        UUID stream = ids.next();
        ParticipantRole role = seat.person().is(Role.CLIENT) ? ParticipantRole.CLIENT : ParticipantRole.THERAPIST;
        var microphone =
                new Microphone(stream, session.transcriptTerms(), seat, role, language, connection(stream, language));
        microphones.add(microphone);
        openings.fire(new MicrophoneOpened(microphone));
        return microphone;
    }

    private SpeechConnection connection(UUID stream, String language) {
        try {
            return recogniser.getConnection(new SpeechSpec(stream, language, SpeechSpec.RATE));
        } catch (ProviderFailure none) {
            throw new SessionRejected(Rejection.NO_RECOGNISER);
        }
    }

    /**
     * Counts sound that was passed on towards what a session may take up, though none of it is kept.
     *
     * @throws SessionRejected QUOTA_REACHED
     */
    public void count(Seat seat, long bytes) {
        TherapySessionEntity session = sessions.lock(seat.session());
        session.requireSpace();
        warnIf(session.store(bytes), session);
    }

    /**
     * Keeps what was said, once however often it is delivered, unless nothing may be kept of it any more.
     *
     * @param doubtful whether it may be no speech
     */
    public void said(
            TranscriptLineSource source,
            String heard,
            Instant from,
            Instant to,
            OptionalDouble confidence,
            boolean doubtful) {
        String text = Utterance.text(heard);
        if (text.isEmpty()) {
            return;
        }
        if (text.codePointCount(0, text.length()) > Utterance.LONGEST) {
            // Nobody says so much in one breath: the recogniser has lost itself, and what it heard is not known.
            missed(source, from, to, GapReason.RECOGNISER_LOST);
            return;
        }
        writable(source, from).ifPresent(page -> {
            Microphone microphone = page.microphone();
            var utterance = new Utterance(
                    new UtteranceId(ids.next()),
                    microphone.role(),
                    from,
                    to,
                    text,
                    confidence,
                    microphone.language(),
                    doubtful);
            tell(page, transcripts.append(page.session(), microphone.seat().author(), source, utterance, page.key()));
        });
    }

    /** Keeps that what somebody said did not reach us for a while. */
    public void missed(Microphone microphone, Instant from, Instant to, GapReason reason) {
        missed(TranscriptLineSource.gap(microphone.stream(), from), from, to, reason);
    }

    /** Keeps that somebody could not be heard for a while. */
    public void missed(TranscriptLineSource source, Instant from, Instant to, GapReason reason) {
        writable(source, from).ifPresent(page -> {
            Microphone microphone = page.microphone();
            tell(
                    page,
                    transcripts.append(
                            page.session(),
                            new UtteranceId(ids.next()),
                            microphone.seat().author(),
                            source,
                            new Gap(microphone.role(), from, to, reason),
                            microphone.language(),
                            page.key()));
        });
    }

    private void tell(Page page, TranscriptRepository.Kept kept) {
        warnIf(kept.nearLimit(), page.session());
        changes.fire(new TranscriptLineChanged(page.session().id(), kept.line()));
    }

    /**
     * The session's transcript, locked; nothing when this was kept before, or may not be kept. What both agreed to when the
     * microphone was opened they still do while its terms hold.
     */
    private Optional<Page> writable(TranscriptLineSource source, Instant from) {
        return microphones.find(source.stream()).flatMap(microphone -> {
            TherapySessionEntity session = sessions.lock(microphone.seat().session());
            TranscriptTerms now = session.transcriptTerms();
            if (microphone.isOverBy(now) || !now.admit(from) || transcripts.has(source)) {
                return Optional.empty();
            }
            return Optional.of(
                    new Page(session, microphone, keys.ofOrNew(session.id().value(), RetentionClass.TRANSCRIPT)));
        });
    }

    private void warnIf(boolean nearLimit, TherapySessionEntity session) {
        if (nearLimit) {
            warnings.fire(
                    new SessionWarned(session.id(), SessionWarned.Kind.QUOTA, SessionLimits.STORED_WARNING_PERCENT));
        }
    }

    /** Where a line can be written. */
    private record Page(TherapySessionEntity session, Microphone microphone, SealingKey key) {}
}
