package org.sessionroom.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.Optional;
import org.sessionroom.identity.CurrentPerson;
import org.sessionroom.identity.PageLanguage;
import org.sessionroom.participant.JoinPage;

/** A page that explains what happened and what can be done; every way out of the room ends at one. */
@Named
@RequestScoped
public class NoticePage {

    @Inject
    private HttpServletRequest request;

    @Inject
    private CurrentPerson current;

    @Inject
    private PageLanguage language;

    private String about;

    public String getTitle() {
        return text("title");
    }

    /** A person who has lost the seat, for example by a newer link, is not promised that they can return on this device. */
    public String getText() {
        return text(isGoodbye() && !isGuest() ? "gone" : "text");
    }

    /** The text of the main button, or empty if the person can just close the window. */
    public String getWayOut() {
        boolean none = isGoodbye() && !isGuest() || !language.getText().containsKey(key("way"));
        return none ? "" : text("way");
    }

    private String text(String part) {
        return language.getText().getString(key(part));
    }

    private String key(String part) {
        return "notice." + notice() + "." + part;
    }

    /** Whether the main button requests the same address again: an error page has the address that failed. */
    public boolean isAgain() {
        return notice().way().isEmpty();
    }

    /** Whether a client has left the room, but may still return on this device. */
    public boolean isGuest() {
        return isGoodbye() && current.guest().isPresent();
    }

    private boolean isGoodbye() {
        return notice() == Notice.GOODBYE;
    }

    /** The target of the main button otherwise. */
    public String getWay() {
        return isGoodbye()
                ? current.guest().map(seat -> JoinPage.room(seat.session())).orElse(notice().way())
                : notice().way();
    }

    /** The name of the drawing, or empty if an icon is shown. */
    public String getPicture() {
        return notice().picture();
    }

    /** The name of the icon in the sprite. */
    public String getIcon() {
        return notice().icon();
    }

    /** The failure's reference in the log, or empty. */
    public String getReference() {
        return Objects.toString(request.getAttribute(FailureReference.ATTRIBUTE), "");
    }

    /** The notice's name; an unknown one is shown as a missing page. */
    public String getAbout() {
        return notice().name();
    }

    private Notice notice() {
        return Optional.ofNullable((Notice) request.getAttribute(Notice.ATTRIBUTE))
                .or(() -> isLoginUnavailable() ? Optional.of(loginTrouble()) : Notice.named(about))
                .orElse(Notice.PAGE_NOT_FOUND);
    }

    /**
     * The container answers 403 at the login itself if it cannot reach the provider, or cannot use its answer. A person whom the
     * provider knows, but who has no role here, has a principal.
     */
    private boolean isLoginUnavailable() {
        return Notice.FORBIDDEN.name().equals(about)
                && "/login".equals(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI))
                && request.getUserPrincipal() == null;
    }

    /** Distinguishes failures before the provider was reached from those after it redirected back. */
    private Notice loginTrouble() {
        return request.getParameter("code") == null ? Notice.LOGIN_UNAVAILABLE : Notice.LOGIN_UNREADABLE;
    }

    public void setAbout(String about) {
        this.about = about;
    }
}
