package org.sessionroom.insight;

import java.util.List;

/** The usual forms of a therapist's notes, and one for work with the field. */
public enum NoteForm {
    SOAP(NoteSection.SUBJECTIVE, NoteSection.OBJECTIVE, NoteSection.ASSESSMENT, NoteSection.PLAN),
    DAP(NoteSection.DATA, NoteSection.ASSESSMENT, NoteSection.PLAN),
    BIRP(NoteSection.BEHAVIOUR, NoteSection.INTERVENTION, NoteSection.RESPONSE, NoteSection.PLAN),
    CONSTELLATION(
            NoteSection.CONCERN, NoteSection.FIELD, NoteSection.MOVEMENT, NoteSection.RESPONSE, NoteSection.CLOSING);

    private final List<NoteSection> sections;

    NoteForm(NoteSection... sections) {
        this.sections = List.of(sections);
    }

    /** In the order in which they appear in the notes. */
    public List<NoteSection> sections() {
        return sections;
    }
}
