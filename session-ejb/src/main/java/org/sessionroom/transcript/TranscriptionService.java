package org.sessionroom.transcript;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.sessionroom.Hospital;
import org.sessionroom.Ids;
import org.sessionroom.appointment.AppointmentRepository;
import org.sessionroom.audit.AuditService;
import org.sessionroom.participant.ParticipantRole;
import org.sessionroom.participant.Seat;
import org.sessionroom.permission.Action;
import org.sessionroom.permission.Gate;
import org.sessionroom.permission.PermittedSession;
import org.sessionroom.provider.api.ProviderFailure;
import org.sessionroom.provider.api.ProviderHealth;
import org.sessionroom.provider.api.SpeechConnection;
import org.sessionroom.provider.api.SpeechConnectionFactory;
import org.sessionroom.provider.api.SpeechResult.RecognisedUtterance;
import org.sessionroom.provider.api.SpeechSpec;
import org.sessionroom.record.RetentionClass;
import org.sessionroom.record.SealingKey;
import org.sessionroom.record.SealingKeyRepository;
import org.sessionroom.session.BudgetOwners;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionNews;
import org.sessionroom.session.SessionRejected;
import org.sessionroom.session.SessionRepository;
import org.sessionroom.session.SessionUnavailable;
import org.sessionroom.session.TherapySessionEntity;
import org.sessionroom.session.TranscriptTerms;

/** Transcribes speech as long as both agree: opens microphones, and stores the recogniser's results. */
@Stateless
public class TranscriptionService {

    @Resource(lookup = SpeechConnectionFactory.JNDI)
    private SpeechConnectionFactory recogniser;

    @Inject
    private SessionRepository sessions;

    @Inject
    private AppointmentRepository appointments;

    @Inject
    private TranscriptRepository transcripts;

    @Inject
    private Microphones microphones;

    @Inject
    private BudgetOwners owners;

    @Inject
    private SealingKeyRepository keys;

    @Inject
    private Gate gate;

    @Inject
    private AuditService auditService;

    @Inject
    private Event<TranscriptLineChanged> changes;

    @Inject
    private SessionNews news;

    @Inject
    private Event<MicrophoneOpened> openings;

    @Inject
    private Ids ids;

    /** Whether a recogniser is configured. */
    public boolean isPossible() {
        return recogniser.health().state() != ProviderHealth.State.OFF;
    }

    /**
     * Opens a stream for a person's own microphone.
     *
     * @throws SessionRejected CONSENT_MISSING, OFF_RECORD, QUOTA_REACHED, TRANSCRIPT_FULL, NO_RECOGNISER if none is configured or it has
     *     no free stream, or because of the person's rights
     * @throws SessionUnavailable BUSY if the person has {@code SESSION_STREAMS_PER_PERSON} open
     */
    public Microphone open(Seat seat) {
        // The gate reads the terms before the consents: if a consent is given in between, the microphone must be opened
        // again; if one is withdrawn, the check sees it.
        PermittedSession permitted = gate.find(Action.TRANSCRIBE, seat.person(), seat.session());
        TherapySessionEntity session = permitted.session();
        session.requireSpace();
        if (transcripts.isFull(session)) {
            throw new SessionRejected(Rejection.TRANSCRIPT_FULL);
        }
        auditService.done(seat.person(), Action.TRANSCRIBE, session.id(), session.appointmentId());
        String language = appointments.get(session.appointmentId()).language().toLanguageTag();
        UUID stream = ids.next();
        ParticipantRole role = permitted.seatOf(seat.person()).role();
        microphones.reserve(
                stream, owners.of(seat.person(), seat.session()), seat.participant(), Hospital.streamsOfAPerson());
        var microphone =
                new Microphone(stream, session.transcriptTerms(), seat, role, language, connection(stream, language));
        microphones.add(microphone);
        openings.fire(new MicrophoneOpened(microphone));
        return microphone;
    }

    private SpeechConnection connection(UUID stream, String language) {
        SpeechConnection connection = null;
        try {
            connection = recogniser.getConnection(new SpeechSpec(stream, language, SpeechSpec.RATE));
            return connection;
        } catch (ProviderFailure none) {
            throw new SessionRejected(Rejection.NO_RECOGNISER);
        } finally {
            // Whatever has failed: a reserved place that is never given back would be missing for good.
            if (connection == null) {
                microphones.release(stream);
            }
        }
    }

    /**
     * Counts sound that was passed on towards the session's limit of bytes, although none of it is stored.
     *
     * @throws SessionRejected QUOTA_REACHED
     */
    public void count(Seat seat, long bytes) {
        TherapySessionEntity session = sessions.lock(seat.session());
        session.requireSpace();
        news.warnIf(session.countStored(bytes), session.id());
    }

    /** Stores an utterance, once however often it is delivered, unless it may not be stored any more. */
    public void said(RecognisedUtterance heard) {
        var source = new TranscriptLineSource(heard.streamId(), heard.epoch(), heard.itemId());
        String text = Utterance.text(heard.text());
        if (text.isEmpty()) {
            return;
        }
        if (text.codePointCount(0, text.length()) > Utterance.LONGEST) {
            // Nobody speaks that much without a pause: the recogniser has failed, and the actual speech is unknown.
            missed(source, heard.from(), heard.to(), GapReason.RECOGNISER_LOST);
            return;
        }
        writable(source, heard.from()).ifPresent(target -> {
            Microphone microphone = target.microphone();
            var utterance = new Utterance(
                    new UtteranceId(ids.next()),
                    microphone.role(),
                    heard.from(),
                    heard.to(),
                    text,
                    heard.confidence(),
                    microphone.language(),
                    heard.doubtful());
            tell(
                    target,
                    transcripts.append(target.session(), microphone.seat().author(), source, utterance, target.key()));
        });
    }

    /** Stores a gap: speech of a person did not reach the server, or was not recognised, for a while. */
    public void missed(UUID stream, Instant from, Instant to, GapReason reason) {
        missed(TranscriptLineSource.gap(stream, from), from, to, reason);
    }

    private void missed(TranscriptLineSource source, Instant from, Instant to, GapReason reason) {
        writable(source, from).ifPresent(target -> {
            Microphone microphone = target.microphone();
            tell(
                    target,
                    transcripts.append(
                            target.session(),
                            new UtteranceId(ids.next()),
                            microphone.seat().author(),
                            source,
                            new Gap(microphone.role(), from, to, reason),
                            microphone.language(),
                            target.key()));
        });
    }

    private void tell(WriteTarget target, TranscriptRepository.Kept kept) {
        news.warnIf(kept.nearLimit(), target.session().id());
        changes.fire(new TranscriptLineChanged(target.session().id(), kept.line()));
    }

    /**
     * The session's transcript, with the session's row locked; empty if this result is already stored, or may not be stored. As long as the
     * microphone's terms are valid, the consents at its opening are still valid.
     */
    private Optional<WriteTarget> writable(TranscriptLineSource source, Instant from) {
        return microphones.find(source.stream()).flatMap(microphone -> {
            TherapySessionEntity session = sessions.lock(microphone.seat().session());
            TranscriptTerms now = session.transcriptTerms();
            if (microphone.isOverBy(now)
                    || !now.admit(from)
                    || transcripts.has(source)
                    || transcripts.isFull(session)) {
                return Optional.empty();
            }
            return Optional.of(new WriteTarget(
                    session, microphone, keys.ofOrNew(session.id().value(), RetentionClass.TRANSCRIPT)));
        });
    }

    /** The target of a new transcript line. */
    private record WriteTarget(TherapySessionEntity session, Microphone microphone, SealingKey key) {}
}
