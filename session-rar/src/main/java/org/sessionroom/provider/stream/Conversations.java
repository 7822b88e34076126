package org.sessionroom.provider.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The conversations of a stream, numbered from 1: the current one, in which speech is sent; older ones, which only wait for their last
 * results; and sometimes one that is being opened as the successor of the current one.
 */
final class Conversations {

    /** Opens a conversation, whose events are then passed on with its number. */
    @FunctionalInterface
    interface Opener {
        ProviderConversation open(int epoch);
    }

    private final Opener opener;
    private final Deque<Epoch> oldestFirst = new ArrayDeque<>();
    private Optional<Epoch> successor = Optional.empty();
    private int opened;

    Conversations(Opener opener) {
        this.opener = opener;
    }

    private Epoch open(Instant now) {
        opened++;
        return new Epoch(opened, opener.open(opened), now);
    }

    void openCurrent(Instant now) {
        oldestFirst.addLast(open(now));
    }

    void openSuccessor(Instant now) {
        successor = Optional.of(open(now));
    }

    /** Whether there is neither a current nor an older one. */
    boolean isEmpty() {
        return oldestFirst.isEmpty();
    }

    Optional<Epoch> oldest() {
        return Optional.ofNullable(oldestFirst.peekFirst());
    }

    Optional<Epoch> current() {
        return Optional.ofNullable(oldestFirst.peekLast());
    }

    boolean isOldest(Epoch epoch) {
        return epoch == oldestFirst.peekFirst();
    }

    boolean isSuccessor(Epoch epoch) {
        return successor.filter(epoch::equals).isPresent();
    }

    boolean isSuccessorReady() {
        return successor.filter(Epoch::isReady).isPresent();
    }

    /** Empty for the number of a conversation that was left. */
    Optional<Epoch> find(int number) {
        return all().stream().filter(epoch -> epoch.number() == number).findFirst();
    }

    /** The oldest first, and the successor last. */
    List<Epoch> all() {
        return Stream.concat(oldestFirst.stream(), successor.stream()).toList();
    }

    boolean areCaughtUp() {
        return oldestFirst.stream().allMatch(Epoch::isCaughtUp);
    }

    /** Ends the current one, and continues in its successor. */
    void switchOver(Instant now) {
        Epoch old = oldestFirst.getLast();
        old.end(now);
        successor.orElseThrow().beginAt(old.cursor());
        oldestFirst.addLast(successor.get());
        successor = Optional.empty();
    }

    void pingEvery(Duration interval, Instant now) {
        oldestFirst.forEach(epoch -> epoch.pingEvery(interval, now));
    }

    void closeOldest() {
        oldestFirst.removeFirst().close();
    }

    void abortSuccessor() {
        successor.ifPresent(Epoch::abort);
        successor = Optional.empty();
    }

    void abortAll() {
        oldestFirst.forEach(Epoch::abort);
        oldestFirst.clear();
        abortSuccessor();
    }

    /** Ends them normally. */
    void closeAll() {
        oldestFirst.forEach(Epoch::close);
        oldestFirst.clear();
        abortSuccessor();
    }
}
