package org.sessionroom.transcript;

import java.util.List;
import org.sessionroom.session.TherapySessionEntity;

/**
 * Words of a transcript were corrected or deleted. It is observed in the same transaction, so that nothing that is based on the
 * former words outlives them.
 *
 * @param session its row locked by this transaction
 * @param lines as they are now
 * @param deleted whether the words are deleted; otherwise they are corrected
 */
public record TranscriptRevised(TherapySessionEntity session, List<TranscriptLine> lines, boolean deleted) {}
