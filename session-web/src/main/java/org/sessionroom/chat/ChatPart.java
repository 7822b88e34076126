package org.sessionroom.chat;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import org.sessionroom.participant.ParticipantRole;
import org.sessionroom.session.SessionPage;

/** The chat messages, on the session's page. */
@Named
@RequestScoped
public class ChatPart {

    private static final int PAGE = 500;

    @EJB
    private ChatService chatService;

    @Inject
    private SessionPage page;

    private List<Said> messages;

    /** All messages, in order. */
    public List<Said> getMessages() {
        if (messages == null) {
            messages = all().stream().map(this::said).toList();
        }
        return messages;
    }

    private List<ChatMessage> all() {
        List<ChatMessage> all = new ArrayList<>();
        int more = PAGE;
        while (more == PAGE) {
            long known = all.isEmpty() ? 0 : all.get(all.size() - 1).seq();
            List<ChatMessage> next = chatService.read(page.person(), page.id(), known, PAGE);
            all.addAll(next);
            more = next.size();
        }
        return all;
    }

    private Said said(ChatMessage message) {
        ParticipantRole role = page.roleOf(message.by().participant());
        return new Said(
                role.name(),
                page.nameOf(message.by()),
                page.machine(message.at()),
                page.time(message.at()),
                message.text());
    }

    /**
     * A message.
     *
     * @param at ISO 8601, UTC
     * @param time in the hospital's time zone
     */
    public record Said(String role, String name, String at, String time, String text) {

        /** Shows neither name nor text. */
        @Override
        public String toString() {
            return "Said[" + role + " at " + at + "]";
        }
    }
}
