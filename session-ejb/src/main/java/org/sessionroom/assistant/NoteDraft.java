package org.sessionroom.assistant;

import java.util.List;

/**
 * A draft of notes, assembled from what was said. Where nothing was said about a section it is empty, and the pages say so
 * ({@code note.noEvidence}); nothing is taken for granted.
 */
public record NoteDraft(NoteForm form, List<Section> sections) {

    /** @param insights each a NOTE_SECTION of this section; may be empty */
    public record Section(NoteSection section, List<Insight> insights) {}
}
