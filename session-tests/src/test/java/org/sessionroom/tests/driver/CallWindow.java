package org.sessionroom.tests.driver;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.DoubleSupplier;

/** The call in one person's page. */
public final class CallWindow {

    /** Gives a test access to the statistics of the page's connections, which are private to the page, and records its notices. */
    private static final String RECORDER = """
            window.told = [];
            addEventListener('DOMContentLoaded', () => {
              for (const place of ['toast', 'announcer'].map((id) => document.getElementById(id))) {
                const keep = () => place.textContent && told.push(place.textContent);
                if (place) new MutationObserver(keep).observe(place, { childList: true });
              }
            });
            window.connections = [];
            window.RTCPeerConnection = class extends window.RTCPeerConnection {
              constructor(configuration) {
                super(configuration);
                window.connections.push(this);
              }
            };""";

    private final RoomWindow room;

    public CallWindow(RoomWindow room) {
        this.room = room;
    }

    /** To be called before the room is opened: every page of this browser is recorded. */
    public static void listensIn(BrowserContext visitor) {
        visitor.addInitScript(RECORDER);
    }

    public Page page() {
        return room.page();
    }

    /** New pictures of the other are rendered, and sound with energy arrives, from now on. */
    public void seesAndHears() {
        sees();
        hears();
    }

    public void hears() {
        Eventually.holds("sound with energy", new Growth(this::soundHeard)::again);
    }

    /** The call switches pictures off on an overloaded machine, and back on half a minute after it has recovered. */
    public void sees() {
        Eventually.holds("pictures of the other", Duration.ofSeconds(60), new Growth(this::picturesShown)::again);
        remoteTile("video").waitFor();
    }

    /** No sound arrives any more, although the path is in use. */
    public void hearsNothing() {
        Eventually.holds("silence", () -> {
            double packets = count("inbound-rtp", "packetsReceived", "audio");
            double checks = pathChecks();
            Eventually.holds("the path's life", () -> pathChecks() > checks);
            return count("inbound-rtp", "packetsReceived", "audio") == packets;
        });
    }

    /** A person without a picture is shown by their initials. */
    public void seesNobody() {
        remoteTile("person").waitFor();
    }

    public boolean showsTheOtherMuted() {
        return page().locator("#remote-muted").isVisible();
    }

    /** The name of the note over the other's picture: absent, connecting, RECONNECTING, paused …; empty if there is none. */
    public String note() {
        return page().locator("#remote-note").getAttribute("data-note");
    }

    /** The text of that note. */
    public String says() {
        return page().locator("#remote-note").textContent();
    }

    /** GOOD, FAIR, POOR, or NONE if the quality is not known yet. */
    public String level(String whose) {
        return page().locator("#quality-" + whose).getAttribute("data-level");
    }

    /** Whether a notice with this text was shown or announced since the page was opened. */
    public boolean wasTold(String text) {
        return (Boolean) page().evaluate("(text) => told.some((notice) => notice.includes(text))", text);
    }

    /** By which factor the sides of the person's own picture are reduced before it is sent. */
    public double scaledDownBy() {
        return number("""
                () => connections.filter((one) => one.getTransceivers().length).at(-1)
                  .getSenders()[1].getParameters().encodings[0].scaleResolutionDownBy""");
    }

    public void turns(String device) {
        page().locator("#control-" + device).click();
    }

    /** How many responses to consent checks were received (RFC 7675). */
    public double pathChecks() {
        return count("candidate-pair", "responsesReceived", null);
    }

    /** How many connections this page has opened: one, unless the call had to begin again. */
    public int connections() {
        return ((Number) page().evaluate("() => connections.filter((one) => one.getTransceivers().length).length"))
                .intValue();
    }

    /** Whether the path in use begins at a relay. */
    public boolean isRelayed() {
        return (Boolean) page().evaluate("""
                async () => {
                  const open = connections.filter((one) => one.connectionState === 'connected').at(-1);
                  const stats = await open.getStats();
                  const transport = [...stats.values()].find((entry) => entry.type === 'transport');
                  const pair = stats.get(transport.selectedCandidatePairId);
                  return stats.get(pair.localCandidateId).candidateType === 'relay';
                }""");
    }

    public double picturesShown() {
        return number("() => document.getElementById('remote-video').getVideoPlaybackQuality().totalVideoFrames");
    }

    private double soundHeard() {
        return count("inbound-rtp", "totalAudioEnergy", "audio");
    }

    private double count(String type, String field, String kind) {
        return ((Number) page().evaluate("""
                        async ([type, field, kind]) => {
                          const open = connections.filter((one) => one.connectionState === 'connected').at(-1);
                          if (!open) return 0;
                          return [...(await open.getStats()).values()]
                            .filter((entry) => entry.type === type && (!kind || entry.kind === kind))
                            .reduce((sum, entry) => sum + (entry[field] ?? 0), 0);
                        }""", Arrays.asList(type, field, kind))).doubleValue();
    }

    private double number(String script) {
        return ((Number) page().evaluate(script)).doubleValue();
    }

    private Locator remoteTile(String shows) {
        return page().locator("#remote-tile[data-shows=" + shows + "]");
    }

    /** Checks that a counter grows three times in succession; it may begin at zero again. */
    private static final class Growth {

        private final DoubleSupplier look;
        private double before;
        private int grown;

        Growth(DoubleSupplier look) {
            this.look = look;
            this.before = look.getAsDouble();
        }

        boolean again() {
            double now = look.getAsDouble();
            if (now > before) {
                grown++;
            }
            before = now;
            return grown >= 3;
        }
    }
}
