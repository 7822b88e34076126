package org.sessionroom.analyst;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.UUID;
import org.sessionroom.Messages;
import org.sessionroom.insight.NoteForm;
import org.sessionroom.measures.ListeningTime;
import org.sessionroom.participant.ParticipantRole;
import org.sessionroom.sentiment.SentimentModel;
import org.sessionroom.transcript.Transcript;
import org.sessionroom.transcript.Utterance;
import org.sessionroom.transcript.UtteranceId;

/** How long the local analyst takes for a session of two hours: 1,500 utterances of some fifteen words, drawn with a fixed seed. */
public final class AnalystBenchmark {

    private static final ThreadMXBean PROCESSOR = ManagementFactory.getThreadMXBean();
    private static final int UTTERANCES = 1_500;
    private static final int WORDS = 14;
    private static final int WARM_UP = 20;
    private static final int RUNS = 40;
    private static final Instant START = Instant.parse("2026-03-02T13:00:00Z");
    private static final String[] SPOKEN =
            ("mãe pai irmão hospital trabalho medo casa filho escola dinheiro saudade raiva alívio feliz triste não muito"
                            + " quando ontem eu estou fiquei conversa telefone médico noite sono vontade cansada tempo")
                    .split(" ");

    private static final ListeningTime ALWAYS = ListeningTime.whole(Instant.MIN, Instant.MAX);

    private AnalystBenchmark() {}

    public static void main(String[] arguments) {
        Transcript talk = twoHours();
        LocalAnalyst analyst = new LocalAnalyst(SentimentModel.shipped(), UUID::randomUUID);
        time(analyst, talk, WARM_UP);
        long worked = PROCESSOR.getCurrentThreadCpuTime();
        long[] times = time(analyst, talk, RUNS);
        worked = PROCESSOR.getCurrentThreadCpuTime() - worked;
        System.out.printf(
                Locale.ROOT,
                "%d utterances: median %.0f ms, longest %.0f ms of %d; %.0f ms of the processor's time each%n",
                UTTERANCES,
                times[RUNS / 2] / 1e6,
                times[RUNS - 1] / 1e6,
                RUNS,
                worked / 1e6 / RUNS);
    }

    private static long[] time(LocalAnalyst analyst, Transcript talk, int runs) {
        long[] times = new long[runs];
        for (int i = 0; i < runs; i++) {
            long start = System.nanoTime();
            LocalAnalysis analysis = analyst.analyse(talk, ALWAYS, List.of(), Messages.in(Messages.PORTUGUESE)::text);
            analyst.draft(talk, analysis, NoteForm.SOAP);
            times[i] = System.nanoTime() - start;
        }
        Arrays.sort(times);
        return times;
    }

    private static Transcript twoHours() {
        Random lot = new Random(1);
        List<Utterance> said = new ArrayList<>();
        for (int i = 0; i < UTTERANCES; i++) {
            StringBuilder text = new StringBuilder("frase");
            for (int word = 0; word < WORDS; word++) {
                text.append(' ').append(SPOKEN[lot.nextInt(SPOKEN.length)]);
            }
            Instant from = START.plusMillis(i * 4_800L);
            said.add(new Utterance(
                    new UtteranceId(new UUID(0, i)),
                    i % 3 == 0 ? ParticipantRole.THERAPIST : ParticipantRole.CLIENT,
                    from,
                    from.plusMillis(4_300),
                    text.toString(),
                    OptionalDouble.empty(),
                    "pt-BR"));
        }
        return Transcript.of(said);
    }
}
