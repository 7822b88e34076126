package org.sessionroom.analyst;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.sessionroom.consent.ConsentRepository;
import org.sessionroom.constellation.JournalRepository;
import org.sessionroom.measures.FieldMeasures;
import org.sessionroom.measures.FieldStep;
import org.sessionroom.measures.ListeningTime;
import org.sessionroom.participant.InvitationRepository;
import org.sessionroom.participant.ParticipantId;
import org.sessionroom.participant.ParticipantRole;
import org.sessionroom.record.RetentionClass;
import org.sessionroom.record.SealingKeyRepository;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionRepository;
import org.sessionroom.transcript.Transcript;
import org.sessionroom.transcript.TranscriptRepository;

/** Loads the data that an analysis needs: the transcript, the times at which transcription was possible, and the steps of the field. */
@ApplicationScoped
public class SessionMaterial {

    @Inject
    private SessionRepository sessions;

    @Inject
    private TranscriptRepository transcripts;

    @Inject
    private JournalRepository journal;

    @Inject
    private ConsentRepository consents;

    @Inject
    private InvitationRepository invitations;

    @Inject
    private SealingKeyRepository keys;

    /** Empty if nothing was transcribed, or all of it was erased. */
    Transcript transcript(SessionId id) {
        return keys.find(id.value(), RetentionClass.TRANSCRIPT)
                .map(key -> transcripts.of(id, key))
                .orElse(Transcript.EMPTY);
    }

    /** The times at which transcription was possible. */
    ListeningTime listening(SessionId id, Instant to) {
        return ListeningTime.of(consents.of(id), invitations.redeemed(id), sessions.steps(id), to);
    }

    /** How many people have had the client's seat: each came in by an invitation of their own. */
    int clients(SessionId id) {
        return invitations.redeemed(id).size();
    }

    /** All steps, in order; at most {@link org.sessionroom.session.SessionLimits#CHANGES}. */
    List<FieldStep> steps(SessionId id) {
        List<FieldStep> steps = new ArrayList<>();
        read(id, steps::add);
        return steps;
    }

    /** Who changed what in [from, to), and when. */
    FieldMeasures field(SessionId id, Instant from, Instant to) {
        var measures = new FieldMeasures.Measuring(from, to);
        read(id, measures::add);
        return measures.measured();
    }

    private void read(SessionId id, Consumer<FieldStep> reader) {
        ParticipantId client = sessions.seat(id, ParticipantRole.CLIENT).id();
        journal.read(
                id,
                0,
                keys.of(id.value(), RetentionClass.SESSION),
                recorded -> reader.accept(FieldStep.of(
                        recorded, by -> by.equals(client) ? ParticipantRole.CLIENT : ParticipantRole.THERAPIST)));
    }
}
