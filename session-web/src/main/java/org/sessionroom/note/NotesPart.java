package org.sessionroom.note;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.sessionroom.session.SessionPage;

/** A session's notes when they can no longer be changed; before that the page's script fetches them. */
@Named
@RequestScoped
public class NotesPart {

    @EJB
    private NoteService noteService;

    @Inject
    private SessionPage page;

    private String text;

    public String getText() {
        if (text == null) {
            text = noteService.read(page.person(), page.id()).text();
        }
        return text;
    }
}
