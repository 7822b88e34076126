package org.sessionroom.tests.driver;

import java.net.URI;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sessionroom.launcher.Room;

/** A client with an invitation link, without a browser. */
public final class Client extends HttpVisitor {

    private static final Pattern KIND = Pattern.compile("data-invitation=\"([A-Z_]+)\"");
    private static final Pattern ROOM =
            Pattern.compile("/room\\?as=client&amp;session=([0-9a-f-]{36})|/room\\?as=client&session=([0-9a-f-]{36})");

    public Client(Room room) {
        super(room);
    }

    /** The state of a link according to the join page: VALID, or the reason why not. */
    public String looksAt(String link) {
        return kind(call("/join", "lookAtInvitation", Map.of("join:token", token(link))));
    }

    /** Takes the seat; the therapist still has to admit. */
    public Client joins(String link) {
        return joins(link, "Ana Martins");
    }

    /** Like {@link #joins(String)}, with this name. */
    public Client joins(String link, String name) {
        String answer = tryToJoin(link, name);
        require(ROOM.matcher(answer).find(), answer);
        return this;
    }

    /** @return the page's answer, successful or not */
    public String tryToJoin(String link) {
        return tryToJoin(link, "Ana Martins");
    }

    private String tryToJoin(String link, String name) {
        return tryToJoin(link, name, "");
    }

    /** Like a browser with this redemption key. */
    public String tryToJoin(String link, String name, String key) {
        return press(
                "/join",
                "join:enter",
                "join:invitation",
                Map.of("join:token", token(link), "join:name", name, "join:key", key));
    }

    /** Like {@link #looksAt(String)}, from a browser with this redemption key. */
    public String looksAt(String link, String key) {
        return kind(call("/join", "lookAtInvitation", Map.of("join:token", token(link), "join:key", key)));
    }

    /** Requests another link by this one. @return the page's answer, successful or not */
    public String triesToRenew(String link) {
        return press("/join", "join:renew", "join:invitation", Map.of("join:token", token(link)));
    }

    public static String kind(String answer) {
        Matcher kind = KIND.matcher(answer);
        require(kind.find(), answer);
        return kind.group(1);
    }

    public RoomSocketClient enters(Therapist.Opened opened) {
        return enters(opened.session(), "CLIENT");
    }

    public Pass pass(String session) {
        return pass(session, "CLIENT");
    }

    private static String token(String link) {
        return URI.create(link).getFragment();
    }
}
