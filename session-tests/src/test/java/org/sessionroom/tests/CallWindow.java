package org.sessionroom.tests;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.DoubleSupplier;

/** The call as somebody in the room sees and hears it. */
final class CallWindow {

    /** Lets a test read the statistics of the page's connections, which the page keeps to itself, and what it told and when. */
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

    CallWindow(RoomWindow room) {
        this.room = room;
    }

    /** To be said before the room is opened: every page of this browser is recorded. */
    static void listensIn(BrowserContext visitor) {
        visitor.addInitScript(RECORDER);
    }

    Page page() {
        return room.page();
    }

    /** New pictures of the other are painted, and sound with energy comes out, from now on. */
    void seesAndHears() {
        sees();
        hears();
    }

    void hears() {
        Eventually.holds("sound with energy", new Growth(this::soundHeard)::again);
    }

    /** Pictures that a busy machine has given up for the sound come back by themselves, half a minute after it has breath again. */
    void sees() {
        Eventually.holds("pictures of the other", Duration.ofSeconds(60), new Growth(this::picturesShown)::again);
        remoteTile("video").waitFor();
    }

    /** No sound comes any more, though the path is in use. */
    void hearsNothing() {
        Eventually.holds("silence", () -> {
            double packets = count("inbound-rtp", "packetsReceived", "audio");
            double checks = pathChecks();
            Eventually.holds("the path's life", () -> pathChecks() > checks);
            return count("inbound-rtp", "packetsReceived", "audio") == packets;
        });
    }

    /** Somebody who is not seen is shown by their initials. */
    void seesNobody() {
        remoteTile("person").waitFor();
    }

    boolean showsTheOtherMuted() {
        return page().locator("#remote-muted").isVisible();
    }

    /** What is said over the other's picture, by its name: absent, connecting, RECONNECTING, paused …; empty for nothing. */
    String note() {
        return page().locator("#remote-note").getAttribute("data-note");
    }

    /** The same, in words. */
    String says() {
        return page().locator("#remote-note").textContent();
    }

    /** GOOD, FAIR, POOR, or NONE while nothing is known. */
    String level(String whose) {
        return page().locator("#quality-" + whose).getAttribute("data-level");
    }

    /** Whether this was said in passing, for eyes or ears, since the page was opened. */
    boolean wasTold(String text) {
        return (Boolean) page().evaluate("(text) => told.some((notice) => notice.includes(text))", text);
    }

    /** By how much the sides of one's own picture are made smaller before it is sent. */
    double scaledDownBy() {
        return number("""
                () => connections.filter((one) => one.getTransceivers().length).at(-1)
                  .getSenders()[1].getParameters().encodings[0].scaleResolutionDownBy""");
    }

    void turns(String device) {
        page().locator("#control-" + device).click();
    }

    /** How many times answers have kept the path open (RFC 7675). */
    double pathChecks() {
        return count("candidate-pair", "responsesReceived", null);
    }

    /** How many connections this page has opened: one, as long as nothing has had to begin again. */
    int connections() {
        return ((Number) page().evaluate("() => connections.filter((one) => one.getTransceivers().length).length"))
                .intValue();
    }

    /** Whether the path in use begins at a relay. */
    boolean isRelayed() {
        return (Boolean) page().evaluate("""
                async () => {
                  const open = connections.filter((one) => one.connectionState === 'connected').at(-1);
                  const stats = await open.getStats();
                  const transport = [...stats.values()].find((entry) => entry.type === 'transport');
                  const pair = stats.get(transport.selectedCandidatePairId);
                  return stats.get(pair.localCandidateId).candidateType === 'relay';
                }""");
    }

    double picturesShown() {
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

    /** Grows three times, from one look to a later one: a counter may begin at zero again. */
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
