package org.sessionroom.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.sessionroom.identity.CurrentPerson;
import org.sessionroom.identity.PageLanguage;
import org.sessionroom.participant.JoinPage;

/** A page that explains what happened and what can be done; every way out of the room ends at one. */
@Named
@RequestScoped
public class NoticePage {

    static final String FAILURE = "FAILURE";

    private static final String UNAVAILABLE = "UNAVAILABLE";
    private static final String UNKNOWN = "PAGE_NOT_FOUND";
    private static final String LOGIN_UNREADABLE = "LOGIN_UNREADABLE";

    private static final Map<String, String> PICTURES = Map.of(
            "SESSION_ENDED",
            "state-ended",
            "GOODBYE",
            "state-ended",
            FAILURE,
            "state-error",
            UNAVAILABLE,
            "state-error",
            LOGIN_UNREADABLE,
            "state-error");

    private static final Map<String, String> ICONS = Map.ofEntries(
            Map.entry("LOGGED_OUT", "log-out"),
            Map.entry("LOGGED_OUT_HERE", "log-out"),
            Map.entry("DEVICE_LEFT", "log-out"),
            Map.entry("LINK_NEEDED", "mail"),
            Map.entry("PAGE_EXPIRED", "hourglass"),
            Map.entry("PAGE_NOT_FOUND", "search"),
            Map.entry("LOGIN_UNAVAILABLE", "hourglass"),
            Map.entry("SESSION_CANCELLED", "x"),
            Map.entry("FORBIDDEN", "lock"),
            Map.entry("FOREIGN_FORM", "lock"),
            Map.entry("BAD_REQUEST", "search"),
            Map.entry("TOO_MANY", "hourglass"));

    private static final Map<String, String> WAYS =
            Map.of("LOGGED_OUT", "/agenda", "LOGGED_OUT_HERE", "/agenda", LOGIN_UNREADABLE, "/login");
    private static final String GOODBYE = "GOODBYE";
    private static final String FORBIDDEN = "FORBIDDEN";
    private static final String LOGIN_UNAVAILABLE = "LOGIN_UNAVAILABLE";
    private static final Set<String> AGAIN =
            Set.of("PAGE_EXPIRED", "TOO_MANY", FAILURE, LOGIN_UNAVAILABLE, UNAVAILABLE);

    @Inject
    private HttpServletRequest request;

    @Inject
    private CurrentPerson current;

    @Inject
    private PageLanguage language;

    private String about;

    public String getTitle() {
        return language.getText().getString("notice." + getAbout() + ".title");
    }

    /** A person who has lost the seat, for example by a newer link, is not promised that they can return on this device. */
    public String getText() {
        String text = GOODBYE.equals(getAbout()) && !isGuest() ? "gone" : "text";
        return language.getText().getString("notice." + getAbout() + "." + text);
    }

    /** The text of the main button, or empty if the person can just close the window. */
    public String getWayOut() {
        String key = "notice." + getAbout() + ".way";
        if (GOODBYE.equals(getAbout()) && !isGuest()) {
            return "";
        }
        return language.getText().containsKey(key) ? language.getText().getString(key) : "";
    }

    /** Whether the main button requests the same address again: an error page has the address that failed. */
    public boolean isAgain() {
        return AGAIN.contains(getAbout());
    }

    /** Whether a client has left the room, but may still return on this device. */
    public boolean isGuest() {
        return GOODBYE.equals(getAbout()) && current.guest().isPresent();
    }

    /** The target of the main button otherwise. */
    public String getWay() {
        return GOODBYE.equals(getAbout())
                ? current.guest().map(seat -> JoinPage.room(seat.session())).orElse("/")
                : WAYS.getOrDefault(getAbout(), "/");
    }

    /** The name of the drawing, or empty if an icon is shown. */
    public String getPicture() {
        return PICTURES.getOrDefault(getAbout(), "");
    }

    /** The name of the icon in the sprite. */
    public String getIcon() {
        return ICONS.getOrDefault(getAbout(), "info");
    }

    /** The failure's reference in the log, or empty. */
    public String getReference() {
        return Objects.toString(request.getAttribute(FailureReference.ATTRIBUTE), "");
    }

    /** The notice's name; an unknown one is shown as a missing page. */
    public String getAbout() {
        String chosen = (String) request.getAttribute(Notice.ATTRIBUTE);
        return Optional.ofNullable(chosen)
                .or(() -> Optional.ofNullable(isLoginUnavailable() ? loginTrouble() : about))
                .filter(name -> language.getText().containsKey("notice." + name + ".title"))
                .orElse(UNKNOWN);
    }

    /**
     * The container answers 403 at the login itself if it cannot reach the provider, or cannot use its answer. A person whom the
     * provider knows, but who has no role here, has a principal.
     */
    private boolean isLoginUnavailable() {
        return FORBIDDEN.equals(about)
                && "/login".equals(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI))
                && request.getUserPrincipal() == null;
    }

    /** Distinguishes failures before the provider was reached from those after it redirected back. */
    private String loginTrouble() {
        return request.getParameter("code") == null ? LOGIN_UNAVAILABLE : LOGIN_UNREADABLE;
    }

    public void setAbout(String about) {
        this.about = about;
    }
}
