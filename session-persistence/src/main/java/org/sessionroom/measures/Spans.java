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

    Spans and(Spans other) {
        return union(stretches.stream().flatMap(mine -> other.stretches.stream().flatMap(mine::within)));
    }

    Spans or(Spans other) {
        return union(Stream.concat(stretches.stream(), other.stretches.stream()));
    }

    Spans within(Span whole) {
        return union(stretches.stream().flatMap(mine -> mine.within(whole)));
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
