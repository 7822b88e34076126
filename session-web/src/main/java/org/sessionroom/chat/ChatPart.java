package org.sessionroom.chat;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.regex.Pattern;
import org.sessionroom.participant.ParticipantRole;
import org.sessionroom.record.SealedLog.Part;
import org.sessionroom.session.SessionPage;

/** The chat messages, on the session's page: a part of them, with links to the others. */
@Named
@RequestScoped
public class ChatPart {

    private static final String BEFORE = "before";

    /** The element of the page that contains the messages. */
    private static final String PLACE = "#part-chat";

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

    @EJB
    private ChatService chatService;

    @Inject
    private SessionPage page;

    private Part<ChatMessage> part;
    private List<Said> messages;

    /** The newest messages, or those before the requested one, in order. */
    public List<Said> getMessages() {
        if (messages == null) {
            messages = part().entries().stream().map(this::said).toList();
        }
        return messages;
    }

    /** The address of the messages before these; null if there are none. */
    public String getEarlier() {
        return part().more()
                ? SessionPage.address(page.id()) + "&" + BEFORE + "="
                        + part().entries().get(0).seq() + PLACE
                : null;
    }

    /** The address of the newest messages; null if these are shown. */
    public String getNewest() {
        return before() == Long.MAX_VALUE ? null : SessionPage.address(page.id()) + PLACE;
    }

    private Part<ChatMessage> part() {
        if (part == null) {
            part = chatService.previous(page.person(), page.id(), before());
        }
        return part;
    }

    /** The number of the message before which is read; anything but a number means the newest ones. */
    private static long before() {
        String typed = FacesContext.getCurrentInstance()
                .getExternalContext()
                .getRequestParameterMap()
                .getOrDefault(BEFORE, "");
        return NUMBER.matcher(typed).matches() ? Long.parseLong(typed) : Long.MAX_VALUE;
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
