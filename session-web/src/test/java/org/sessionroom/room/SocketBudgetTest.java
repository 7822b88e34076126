package org.sessionroom.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sessionroom.limit.BudgetOwner;
import org.sessionroom.limit.SourceAddress;
import org.sessionroom.participant.Person;
import org.sessionroom.participant.Tickets.Admission;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionLimits;

class SocketBudgetTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long MILLISECOND = 1_000_000L;
    private static final SourceAddress HERE = SourceAddress.of("192.0.2.1");

    private final CommonSpending ofPaulo = new CommonSpending(0);
    private final SocketBudget budget = new SocketBudget(new CommonSpending(0), 0);

    private static Admission admission(String person) {
        return new Admission(Person.therapist(person), new SessionId(new UUID(0, 1)));
    }

    private static Optional<SocketBudget> open(
            SocketBudgets budgets, Admission admission, SourceAddress source, long nanoTime) {
        return budgets.open(admission, BudgetOwner.member(admission.person().id()), source, nanoTime);
    }

    /** 30 previews, 20 changes, 10 frames of sound and 10 of signalling a second, each in two reads, for an hour. */
    @Test
    void aPageAtItsBusiestIsNeverTakenForAFlood() {
        for (long now = 0; now < 3_600 * SECOND; now += SECOND / 140) {
            assertTrue(budget.pay(1, 1, MILLISECOND, now), "after " + Duration.ofNanos(now));
        }
    }

    @Test
    void aPageThatComesBackSendsAllItKeptAndIsNotTakenForAFlood() {
        for (int i = 0; i < 500; i++) {
            assertTrue(budget.pay(1, 1, 2 * MILLISECOND, 0));
        }
    }

    @Test
    void whoeverSendsWithoutAPauseIsStoppedAfterFewerThanTwoThousandReads() {
        int reads = 0;
        while (budget.pay(1, 1, 0, reads * SECOND / 50_000)) {
            reads++;
        }
        assertTrue(reads < 2_000, reads + " reads");
    }

    @Test
    void fewButExpensiveFramesAreStoppedByTheTimeTheyTake() {
        int frames = 0;
        while (budget.pay(1, 1, 200 * MILLISECOND, frames * SECOND / 5)) {
            frames++;
        }
        assertTrue(frames < 15, frames + " frames");
    }

    @ParameterizedTest
    @EnumSource(FrameKind.class)
    void everyKindOfFrameHasALimitOfItsOwn(FrameKind kind) {
        int allowed = 0;
        while (budget.allows(kind, 1, 0)) {
            allowed++;
        }
        assertEquals(kind.burst(), allowed);
        assertTrue(budget.allows(kind, 1, (long) (2 / kind.perSecond() * SECOND)));
    }

    /** The other person's queue takes 1,000,000 characters, and their line perhaps 10 Mbit/s. */
    @Test
    void largeSignalsAreFewerThanTheOtherPersonCanRead() {
        JsonObject large = Json.createObjectBuilder()
                .add(
                        "description",
                        Json.createObjectBuilder().add("type", "offer").add("sdp", "v".repeat(60_000)))
                .build();
        int burst = 0;
        while (budget.allows(FrameKind.SIGNAL, CallFrames.weight(large), 0)) {
            burst++;
        }
        assertTrue(burst > 2 && burst * 60_000 < 500_000, burst + " at once");
        int later = 0;
        for (int i = 1; i <= 1_000; i++) {
            later += budget.allows(FrameKind.SIGNAL, CallFrames.weight(large), i * SECOND / 100) ? 1 : 0;
        }
        assertTrue(later * 60_000 / 10 < 120_000, later + " in ten seconds");
        assertEquals(
                1,
                CallFrames.weight(Json.createObjectBuilder().add("hello", true).build()));
    }

    @Test
    void aFloodIsLetInAgainAfterSomeSeconds() {
        while (budget.pay(1, 10, 0, 0)) {
            continue;
        }
        Duration wait = budget.untilRecovered(0);
        assertTrue(wait.compareTo(Duration.ZERO) > 0 && wait.compareTo(Duration.ofSeconds(15)) < 0, wait.toString());
        assertEquals(Duration.ZERO, budget.untilRecovered(wait.toNanos() + 1));
    }

    @Test
    void whoeverHasNotSpentEverythingNeedNotWait() {
        SocketBudget budget = new SocketBudget(new CommonSpending(0), 0);
        assertTrue(budget.pay(1, 1_400, 1.9e9, 0));
        assertEquals(Duration.ZERO, budget.untilRecovered(0));
    }

    @Test
    void aPersonsSocketsArePaidFromOneBudgetAndANewOneBringsNothing() {
        SocketBudgets budgets = new SocketBudgets(SocketBudgets.SOCKETS_OF_AN_ADDRESS);
        SocketBudget first = open(budgets, admission("ana"), HERE, 0).orElseThrow();
        while (first.pay(1, 1, 0, 0)) {
            continue;
        }
        assertEquals(first, open(budgets, admission("ana"), HERE, 0).orElseThrow());
        budgets.close(admission("ana"), HERE);
        budgets.close(admission("ana"), HERE);
        assertFalse(open(budgets, admission("ana"), HERE, 0).orElseThrow().pay(1, 1, 0, 0));
        assertTrue(open(budgets, admission("paulo"), HERE, 0).orElseThrow().pay(1, 1, 0, 0));
        Person ana = admission("ana").person();
        assertFalse(budgets.untilRecovered(ana, admission("ana").session(), 0).isZero());
    }

    /** Each of many rooms is within its limit, but together they exceed the limit of a person. */
    @Test
    void aPersonHasOneBudgetForAllTheirSessions() {
        List<SocketBudget> rooms =
                Stream.generate(() -> new SocketBudget(ofPaulo, 0)).limit(24).toList();
        boolean paid = true;
        int reads = 0;
        while (paid) {
            for (SocketBudget room : rooms) {
                paid &= room.pay(1, 1, 0, 0);
                reads++;
            }
        }
        assertTrue(reads >= 3_000 && reads < 3_100, reads + " reads");
        assertFalse(rooms.get(0).untilRecovered(0).isZero());
        SocketBudget another = new SocketBudget(new CommonSpending(0), 0);
        assertTrue(another.pay(1, 1, 0, 0), "of somebody else");
    }

    /** A therapist can open the links of all their appointments, and so be many clients at once. */
    @Test
    void theGuestsOfOneTherapistHaveOneBudgetTogether() {
        SocketBudgets budgets = new SocketBudgets(SocketBudgets.SOCKETS_OF_AN_ADDRESS);
        List<SocketBudget> guests = IntStream.range(0, 40)
                .mapToObj(i -> guest(budgets, "guest " + i, "paulo"))
                .toList();
        boolean paid = true;
        int reads = 0;
        while (paid) {
            for (SocketBudget guest : guests) {
                paid &= guest.pay(1, 1, 0, 0);
                reads++;
            }
        }
        assertTrue(reads >= 3_000 && reads < 3_100, reads + " reads");
        assertTrue(open(budgets, admission("paulo"), HERE, 0).orElseThrow().pay(1, 1, 0, 0), "their therapist");
        assertTrue(guest(budgets, "ana", "rita").pay(1, 1, 0, 0), "the guest of another therapist");
    }

    /** The clients of one therapist do not know each other, and two of them may send without a pause while they wait. */
    @Test
    void guestsWhoFloodTakeNothingFromAnotherGuestOfTheirTherapist() {
        SocketBudgets budgets = new SocketBudgets(SocketBudgets.SOCKETS_OF_AN_ADDRESS);
        SocketBudget quiet = guest(budgets, "ana", "paulo");
        List<SocketBudget> flooding = List.of(guest(budgets, "rui", "paulo"), guest(budgets, "eva", "paulo"));
        int refused = 0;
        for (long now = 0; now < 120 * SECOND; now += SECOND / 100) {
            for (SocketBudget guest : flooding) {
                refused += guest.pay(SocketGuard.PRICE_OF_WAITING, 20, 10 * MILLISECOND, now) ? 0 : 1;
            }
            assertTrue(quiet.pay(1, 1, MILLISECOND, now), "after " + Duration.ofNanos(now));
            assertEquals(
                    Duration.ZERO,
                    budgets.untilRecovered(
                            admission("ana").person(), admission("ana").session(), now));
        }
        assertTrue(refused > 20_000, refused + " refused");
        assertFalse(flooding.get(0).untilRecovered(120 * SECOND).isZero());
        Admission next = admission("joao");
        assertEquals(Duration.ZERO, budgets.untilRecovered(next.person(), next.session(), 120 * SECOND));
        assertTrue(guest(budgets, "joao", "paulo").pay(1, 1, MILLISECOND, 120 * SECOND));
    }

    private static SocketBudget guest(SocketBudgets budgets, String name, String therapist) {
        return budgets.open(admission(name), BudgetOwner.guestsOf(therapist).together(), HERE, 0)
                .orElseThrow();
    }

    /** Each is a line of the transcript, which every analysis reads. */
    @Test
    void theGapsThatAPersonReportsAreFewEnoughForATranscript() {
        int gaps = 0;
        for (int second = 0; second < SessionLimits.DURATION.toSeconds(); second++) {
            while (budget.allowsGap(second * SECOND)) {
                gaps++;
            }
        }
        assertTrue(gaps > 100 && gaps < 1_000, gaps + " gaps");
    }

    @Test
    void aPersonHasSoManySocketsAndNoMore() {
        SocketBudgets budgets = new SocketBudgets(SocketBudgets.SOCKETS_OF_AN_ADDRESS);
        for (int i = 0; i < SocketBudgets.SOCKETS_OF_A_PERSON; i++) {
            assertTrue(open(budgets, admission("ana"), HERE, 0).isPresent());
        }
        assertEquals(Optional.empty(), open(budgets, admission("ana"), HERE, 0));
        budgets.close(admission("ana"), HERE);
        assertTrue(open(budgets, admission("ana"), HERE, 0).isPresent());
    }

    @Test
    void aPersonHasSoManySocketsInAllTheirSessionsAndNoMore() {
        SocketBudgets budgets = new SocketBudgets(SocketBudgets.SOCKETS_OF_AN_ADDRESS);
        List<Admission> admitted = IntStream.range(0, 200)
                .mapToObj(i -> new Admission(Person.therapist("paulo"), new SessionId(new UUID(0, i))))
                .filter(admission -> open(budgets, admission, HERE, 0).isPresent())
                .toList();
        assertEquals(SocketBudgets.SOCKETS_OF_AN_OWNER, admitted.size());
        budgets.close(admitted.get(7), HERE);
        assertTrue(open(budgets, admitted.get(3), HERE, 0).isPresent());
        assertTrue(open(budgets, admission("ana"), HERE, 0).isPresent());
    }

    @Test
    void anAddressHasSoManySocketsAndNoMore() {
        SocketBudgets budgets = new SocketBudgets(SocketBudgets.SOCKETS_OF_AN_ADDRESS);
        Set<Integer> letIn = new HashSet<>();
        for (int i = 0; i < 1_500; i++) {
            if (open(budgets, admission("person " + i), HERE, 0).isPresent()) {
                letIn.add(i);
            }
        }
        assertEquals(SocketBudgets.SOCKETS_OF_AN_ADDRESS, letIn.size());
        assertTrue(open(budgets, admission("ana"), SourceAddress.of("192.0.2.2"), 0)
                .isPresent());
    }

    @Test
    void theNetworksOfOneSiteAreOneAddress() {
        SocketBudgets budgets = new SocketBudgets(10);
        int open = 0;
        for (int network = 0; network < 100; network++) {
            SourceAddress source = SourceAddress.of("2001:db8:7:" + Integer.toHexString(network) + "::1");
            open += open(budgets, admission("person " + network), source, 0).isPresent() ? 1 : 0;
        }
        assertEquals(10, open);
        assertTrue(open(budgets, admission("ana"), SourceAddress.of("2001:db8:8::1"), 0)
                .isPresent());
    }

    /** Every stored change is read again by each analysis, so a whole session's must be few enough. */
    @Test
    void changesWithoutAPauseStayFarBelowWhatASessionMayHold() {
        int changes = 0;
        for (int second = 0; second < SessionLimits.DURATION.toSeconds(); second++) {
            while (budget.allows(FrameKind.CHANGE, 1, second * SECOND)) {
                changes++;
            }
        }
        assertTrue(2 * changes < SessionLimits.CHANGES, changes + " changes");
        assertTrue(changes > 10_000, "a page never sends that many: " + changes);
    }

    @Test
    void whoeverWentLongAgoIsForgotten() {
        SocketBudgets budgets = new SocketBudgets(SocketBudgets.SOCKETS_OF_AN_ADDRESS);
        for (int i = 0; i < 10_000; i++) {
            open(budgets, admission("person " + i), HERE, i * SECOND).orElseThrow();
            budgets.close(admission("person " + i), HERE);
        }
        assertTrue(budgets.remembered() < 1_000, budgets.remembered() + " people");
    }
}
