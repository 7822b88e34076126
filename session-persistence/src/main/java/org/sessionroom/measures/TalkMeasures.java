package org.sessionroom.measures;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.sessionroom.measures.Spans.Span;
import org.sessionroom.participant.ParticipantRole;
import org.sessionroom.transcript.Transcript;
import org.sessionroom.transcript.TranscriptEntry;
import org.sessionroom.transcript.Utterance;
import org.sessionroom.transcript.Words;

/**
 * Measures of a conversation from timestamps only: no model is used. Where somebody was not recognised nothing is
 * measured, neither silence nor an answer, and the length of that time is reported. A person who was never recognised counts
 * as not recognised, never as silent.
 *
 * @param speakers one entry for each role that was recognised at least once
 * @param overlap how long both spoke at once
 * @param unheard how long at least one of the two could not be transcribed
 */
public record TalkMeasures(
        Instant from,
        Instant to,
        Map<ParticipantRole, SpeakerMeasures> speakers,
        List<Silence> silences,
        Duration overlap,
        Duration unheard,
        List<MinuteOfTalk> minutes) {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /**
     * Measures the part of a transcript in [from, to).
     *
     * @param listening when transcription was possible at all, apart from the gaps of the transcript
     * @throws IllegalArgumentException if the end is before the beginning
     */
    public static TalkMeasures of(Transcript transcript, ListeningTime listening, Instant from, Instant to) {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("An end before its beginning");
        }
        return new Measuring(transcript, listening, new Span(from, to)).measures();
    }

    /** Whether there is any moment without a gap. */
    public boolean isHeard() {
        return unheard.compareTo(Duration.between(from, to)) < 0;
    }

    private static final class Measuring {

        private final Span whole;
        private final List<Utterance> utterances;
        private final Spans unheard;
        private final Map<ParticipantRole, Spans> talk = new EnumMap<>(ParticipantRole.class);
        private final List<Turn> turns;
        private final List<Silence> silences;

        Measuring(Transcript transcript, ListeningTime listening, Span whole) {
            this.whole = whole;
            this.utterances = transcript.utterances().stream()
                    .filter(said -> span(said).within(whole).findAny().isPresent())
                    .toList();
            for (ParticipantRole role : ParticipantRole.values()) {
                talk.put(
                        role,
                        Spans.union(said(role).stream().map(Measuring::span)).within(whole));
            }
            boolean bothHeard =
                    talk.values().stream().noneMatch(spans -> spans.stretches().isEmpty());
            Stream<Span> gaps = transcript.gaps().stream().map(Measuring::span);
            this.unheard = bothHeard
                    ? Spans.union(gaps).or(listening.spans().leftOf(whole)).within(whole)
                    : new Spans(List.of(whole));
            this.turns = Turn.of(utterances, unheard);
            this.silences = silences();
        }

        TalkMeasures measures() {
            Map<ParticipantRole, SpeakerMeasures> speakers = new EnumMap<>(ParticipantRole.class);
            talk.forEach((role, spans) -> {
                if (!spans.stretches().isEmpty()) {
                    speakers.put(role, measures(role));
                }
            });
            Duration overlap = talk.get(ParticipantRole.THERAPIST)
                    .and(talk.get(ParticipantRole.CLIENT))
                    .length();
            return new TalkMeasures(
                    whole.from(), whole.to(), Map.copyOf(speakers), silences, overlap, unheard.length(), minutes());
        }

        private SpeakerMeasures measures(ParticipantRole role) {
            Duration mine = talk.get(role).length();
            Duration all = talk.values().stream().map(Spans::length).reduce(Duration.ZERO, Duration::plus);
            List<Turn> own =
                    turns.stream().filter(turn -> turn.speaker() == role).toList();
            return new SpeakerMeasures(
                    mine,
                    ratio(seconds(mine), seconds(all)),
                    own.size(),
                    own.stream()
                            .flatMap(turn -> new Span(turn.from(), turn.to()).within(whole))
                            .map(Span::length)
                            .max(Duration::compareTo)
                            .orElse(Duration.ZERO),
                    ratio(words(role), seconds(mine) / MINUTE.toSeconds()),
                    latency(role));
        }

        /** The words of an utterance that is only partly within the window count by that part. */
        private double words(ParticipantRole role) {
            return said(role).stream()
                    .mapToDouble(said -> Words.in(said.text()).size() * shareWithin(span(said)))
                    .sum();
        }

        private double shareWithin(Span said) {
            return said.within(whole)
                            .mapToDouble(part -> seconds(part.length()))
                            .sum()
                    / seconds(said.length());
        }

        private Optional<Duration> latency(ParticipantRole role) {
            List<Duration> latencies = new ArrayList<>();
            for (int i = 1; i < turns.size(); i++) {
                Turn before = turns.get(i - 1);
                Turn answer = turns.get(i);
                Span between = new Span(before.to(), answer.from());
                if (answer.speaker() == role
                        && before.speaker() != role
                        && unheard.within(between).stretches().isEmpty()) {
                    latencies.add(between.length().isNegative() ? Duration.ZERO : between.length());
                }
            }
            return latencies.stream()
                    .sorted()
                    .skip(Math.max(0, latencies.size() - 1) / 2)
                    .findFirst();
        }

        private List<Silence> silences() {
            Spans filled = talk.values().stream().reduce(unheard, Spans::or);
            return filled.leftOf(whole).stretches().stream()
                    .filter(quiet -> quiet.length().compareTo(Silence.SHORTEST) >= 0)
                    .map(quiet -> new Silence(
                            quiet.from(),
                            quiet.to(),
                            speaker(spans -> spans.endAt(quiet.from())),
                            speaker(spans -> spans.beginAt(quiet.to()))))
                    .toList();
        }

        private Optional<ParticipantRole> speaker(Predicate<Spans> atTheBorder) {
            return talk.entrySet().stream()
                    .filter(entry -> atTheBorder.test(entry.getValue()))
                    .map(Map.Entry::getKey)
                    .findFirst();
        }

        private List<MinuteOfTalk> minutes() {
            Spans silent = Spans.union(silences.stream().map(silence -> new Span(silence.from(), silence.to())));
            List<MinuteOfTalk> minutes = new ArrayList<>();
            for (Instant start = whole.from(); start.isBefore(whole.to()); start = start.plus(MINUTE)) {
                Instant end = start.plus(MINUTE);
                Span minute = new Span(start, end.isBefore(whole.to()) ? end : whole.to());
                Map<ParticipantRole, Duration> spoken = new EnumMap<>(ParticipantRole.class);
                talk.forEach((role, spans) -> {
                    if (!spans.stretches().isEmpty()) {
                        spoken.put(role, spans.within(minute).length());
                    }
                });
                minutes.add(new MinuteOfTalk(
                        start,
                        Map.copyOf(spoken),
                        silent.within(minute).length(),
                        unheard.within(minute).length()));
            }
            return List.copyOf(minutes);
        }

        private List<Utterance> said(ParticipantRole role) {
            return utterances.stream().filter(said -> said.speaker() == role).toList();
        }

        private static Span span(TranscriptEntry entry) {
            return new Span(entry.from(), entry.to());
        }

        private static double seconds(Duration duration) {
            return duration.toMillis() / 1000.0;
        }

        private static OptionalDouble ratio(double part, double whole) {
            return whole > 0 ? OptionalDouble.of(part / whole) : OptionalDouble.empty();
        }
    }
}
