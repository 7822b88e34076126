package org.sessionroom.analyst;

import java.util.List;
import org.sessionroom.insight.Insight;
import org.sessionroom.insight.NoteForm;
import org.sessionroom.insight.NoteSection;

/**
 * A draft of notes, assembled from what was said. A section about which nothing was said is empty, and the pages say so
 * ({@code note.noEvidence}); nothing is assumed.
 */
public record NoteDraft(NoteForm form, List<Section> sections) {

    /** @param insights each a NOTE_SECTION of this section; may be empty */
    public record Section(NoteSection section, List<Insight> insights) {}
}
