package org.sessionroom.measures;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A set of instants, as intervals [from, to) that neither touch nor overlap, in order. */
record Spans(List<Span> stretches) {

    /** The interval [from, to). */
    record Span(Instant from, Instant to) {

        Duration length() {
            return Duration.between(from, to);
        }

        /** The intersection with another, or nothing. */
        Stream<Span> within(Span other) {
            Instant latest = from.isAfter(other.from) ? from : other.from;
            Instant earliest = to.isBefore(other.to) ? to : other.to;
            return latest.isBefore(earliest) ? Stream.of(new Span(latest, earliest)) : Stream.empty();
        }
    }

    /** Everything that any of them covers. */
    static Spans union(Stream<Span> parts) {
        List<Span> ordered = parts.filter(part -> part.from.isBefore(part.to))
                .sorted(Comparator.comparing(Span::from))
                .toList();
        List<Span> merged = new ArrayList<>();
        for (Span next : ordered) {
            Span last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last == null || next.from.isAfter(last.to)) {
                merged.add(next);
            } else if (next.to.isAfter(last.to)) {
                merged.set(merged.size() - 1, new Span(last.from, next.to));
            }
        }
        return new Spans(List.copyOf(merged));
    }

    /** What both cover. Goes through both once: a dense session has thousands of intervals in each. */
    Spans and(Spans other) {
        List<Span> both = new ArrayList<>();
        int mine = 0;
        int theirs = 0;
        while (mine < stretches.size() && theirs < other.stretches.size()) {
            Span one = stretches.get(mine);
            Span another = other.stretches.get(theirs);
            one.within(another).forEach(both::add);
            if (one.to.isBefore(another.to)) {
                mine++;
            } else {
                theirs++;
            }
        }
        return union(both.stream());
    }

    Spans or(Spans other) {
        return union(Stream.concat(stretches.stream(), other.stretches.stream()));
    }

    /** The part within an interval; the intervals before it are not looked at one by one. */
    Spans within(Span whole) {
        return union(stretches.subList(firstEndingAfter(whole.from), stretches.size()).stream()
                .takeWhile(mine -> mine.from.isBefore(whole.to))
                .flatMap(mine -> mine.within(whole)));
    }

    /** Whether an interval begins at this instant. */
    boolean beginAt(Instant border) {
        int index = firstEndingAfter(border);
        return index < stretches.size() && stretches.get(index).from.equals(border);
    }

    /** Whether an interval ends at this instant. */
    boolean endAt(Instant border) {
        int index = firstEndingAfter(border) - 1;
        return index >= 0 && stretches.get(index).to.equals(border);
    }

    /** The index of the first interval that ends after an instant; the number of intervals if there is none. */
    private int firstEndingAfter(Instant instant) {
        int low = 0;
        int high = stretches.size();
        while (low < high) {
            int middle = (low + high) / 2;
            if (stretches.get(middle).to.isAfter(instant)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** The part of an interval that this set does not cover. */
    Spans leftOf(Span whole) {
        List<Span> left = new ArrayList<>();
        Instant reached = whole.from;
        for (Span covered : within(whole).stretches) {
            left.add(new Span(reached, covered.from));
            reached = covered.to;
        }
        left.add(new Span(reached, whole.to));
        return union(left.stream());
    }

    Duration length() {
        return stretches.stream().map(Span::length).reduce(Duration.ZERO, Duration::plus);
    }
}
