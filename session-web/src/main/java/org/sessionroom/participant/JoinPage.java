package org.sessionroom.participant;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Optional;
import org.sessionroom.Hospital;
import org.sessionroom.identity.CurrentPerson;
import org.sessionroom.identity.PageLanguage;
import org.sessionroom.input.ShortName;
import org.sessionroom.limit.RateLimits;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionRejected;

/**
 * The page of an invitation link. The link's secret is in the fragment, so that neither a mail scanner that fetches
 * the page nor any log ever gets it; the page's script posts it here, first to look, and on the person's click to redeem it.
 */
@Named
@RequestScoped
public class JoinPage {

    private static final Map<Rejection, String> ICONS = Map.of(
            Rejection.INVITATION_USED, "user-check",
            Rejection.INVITATION_EXPIRED, "hourglass",
            Rejection.INVITATION_REVOKED, "refresh-cw");

    private static final int TOO_MANY_REQUESTS = 429;

    @EJB
    private InvitationService invitationService;

    @Inject
    private HttpServletRequest request;

    @Inject
    private CurrentPerson current;

    @Inject
    private PageLanguage language;

    private String token;
    private String key;
    private String name;
    private InvitationLook look;
    private Rejection obstacle;
    private boolean returning;
    private Renewal renewal;

    /** Runs before Faces decodes the form: the form's content, and so what can be clicked, depends on the invitation. */
    @PostConstruct
    void look() {
        Map<String, String> posted =
                FacesContext.getCurrentInstance().getExternalContext().getRequestParameterMap();
        token = posted.get("join:token");
        key = posted.get("join:key");
        if (token == null) {
            return;
        }
        if (mustWait(InvitationLimits.ask(request.getRemoteAddr()))) {
            return;
        }
        try {
            look = invitationService.look(InvitationToken.parse(token), RedemptionKey.parse(key));
            name = look.clientName();
            returning =
                    look.obstacle().filter(Rejection.INVITATION_USED::equals).isPresent()
                            && current.guest(look.session()).isPresent();
            obstacle = returning ? null : look.obstacle().orElse(null);
        } catch (SessionRejected refusal) {
            obstacle = refusal.rejection();
        } catch (IllegalArgumentException malformed) {
            obstacle = Rejection.INVITATION_UNKNOWN;
        }
        if (obstacle == Rejection.INVITATION_UNKNOWN) {
            mustWait(InvitationLimits.unknown(request.getRemoteAddr()));
        }
    }

    /** Answers with the status for it; the page's script shows the message. */
    private boolean mustWait(Optional<Duration> wait) {
        wait.ifPresent(time -> {
            obstacle = Rejection.TOO_FAST;
            ExternalContext external = FacesContext.getCurrentInstance().getExternalContext();
            external.setResponseStatus(TOO_MANY_REQUESTS);
            external.setResponseHeader("Retry-After", Long.toString(RateLimits.retryAfter(time)));
        });
        return wait.isPresent();
    }

    /** Takes the seat and goes to the room. */
    public void enter() throws IOException {
        try {
            Seat guest = invitationService.redeem(InvitationToken.parse(token), RedemptionKey.parse(key), name);
            ExternalContext external = FacesContext.getCurrentInstance().getExternalContext();
            current.become(guest, (HttpServletResponse) external.getResponse());
            external.redirect(room(guest.session()));
        } catch (SessionRejected refusal) {
            obstacle = refusal.rejection();
        } catch (IllegalArgumentException malformed) {
            obstacle = Rejection.INVITATION_UNKNOWN;
        }
    }

    /** Sends another link instead of this one. */
    public void renew() {
        try {
            invitationService.renew(InvitationToken.parse(token));
            renewal = Renewal.SENT;
        } catch (SessionRejected refusal) {
            renewal = refusal.rejection() == Rejection.INVITED_OFTEN ? Renewal.OFTEN : Renewal.REFUSED;
        }
    }

    /** Whether another link can be requested here. */
    public boolean isRenewable() {
        return look != null && look.renewable() && !returning && renewal == null;
    }

    /** The result of requesting another link; empty before. */
    public String getRenewalWords() {
        return renewal == null ? "" : language.fill("join.renew." + renewal);
    }

    private enum Renewal {
        SENT,
        OFTEN,
        REFUSED
    }

    /** Whether the link can be redeemed now. */
    public boolean isValid() {
        return look != null && obstacle == null && !returning;
    }

    /** Whether this browser redeemed the link, and may return to the room. */
    public boolean isReturning() {
        return returning;
    }

    /** Whether the link is not known yet, because the page's script has not posted it yet. */
    public boolean isUnread() {
        return look == null && obstacle == null;
    }

    /** The address for a person who returns. */
    public String getRoom() {
        return look == null ? "" : room(look.session());
    }

    /** The address for a guest of this session. */
    public static String room(SessionId session) {
        return "/room?as=client&session=" + session;
    }

    public String getObstacle() {
        return obstacle == null ? null : obstacle.name();
    }

    public boolean isEnded() {
        return obstacle == Rejection.SESSION_ENDED;
    }

    /** The name of the icon in the sprite. */
    public String getIcon() {
        return ICONS.getOrDefault(obstacle, "mail");
    }

    public String getObstacleTitle() {
        return obstacleWords("title");
    }

    public String getObstacleText() {
        return obstacleWords("text");
    }

    private String obstacleWords(String part) {
        String key = "join.obstacle." + obstacle + "." + part;
        return language.getText().getString(language.getText().containsKey(key) ? key : "join.obstacle." + part);
    }

    public String getTherapistName() {
        return Optional.ofNullable(look).map(InvitationLook::therapistName).orElse("");
    }

    public String getFirstName() {
        return Optional.ofNullable(look)
                .map(seen -> ShortName.of(seen.clientName()))
                .orElse("");
    }

    public ZonedDateTime getStart() {
        return look.startsAt().atZone(Hospital.timeZone());
    }

    public String getToken() {
        return token;
    }

    public void setToken(String token) {
        this.token = token;
    }

    public String getKey() {
        return key;
    }

    public void setKey(String key) {
        this.key = key;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }
}
