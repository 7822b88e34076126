package org.sessionroom.tests.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What one session or person has stored without end must not be read at once: the memory belongs to everybody. */
class BoundedQueriesTest {

    private static final Pattern METHOD = Pattern.compile(
            "(?m)^    (?:public |protected |private |static |<\\w+> )*[A-Z]?[\\w<>\\[\\], .]+ (\\w+)\\([^;{]*\\{");

    private static final Pattern LIST = Pattern.compile("\\.getResult(?:List|Stream)\\(\\)");

    /** A single row, found by a unique key. */
    private static final Pattern ONE_ROW = Pattern.compile("^\\s*(?:\\.stream\\(\\)\\s*)?\\.findFirst\\(\\)");

    /** The queries without a limit of rows, and what limits their rows instead. */
    private static final Map<String, String> OTHERWISE_BOUNDED = Map.ofEntries(
            Map.entry("CallQualityRepository.of", "one for each minute and person"),
            Map.entry("ConsentRepository.of", "ConsentService takes a limited number of decisions"),
            Map.entry("InsightRoundRepository.of", "InsightPace.MOST rounds of a session"),
            Map.entry("InvitationRepository.redeemed", "InvitationPace.MOST invitations of a session"),
            Map.entry("InvitationRepository.revokeOpen", "one at most is open"),
            Map.entry("LoginRepository.current", "as many as the ids that are passed in"),
            Map.entry("LoginRepository.lockOfProviderSession", "SESSION_LOGINS_PER_PERSON"),
            Map.entry("LoginRepository.lockOfSubject", "SESSION_LOGINS_PER_PERSON"),
            Map.entry("MentionReviewRepository.rows", "one for each mention in the transcript"),
            Map.entry("OutboxRepository.drafts", "InsightPace.MOST rounds of a session"),
            Map.entry("OutboxRepository.latestMails", "one for each of the ids that are passed in"),
            Map.entry("SealingKeyRepository.of", "as many as the ids that are passed in"),
            Map.entry("SessionRepository.ofAppointments", "one for each of the ids that are passed in"),
            Map.entry("SessionRepository.seats", "two for each of the ids that are passed in"),
            Map.entry("SessionRepository.steps", "SessionLimits.PAUSES, each with the return from it"),
            Map.entry("SessionRepository.transcriptTerms", "one for each of the ids that are passed in"),
            Map.entry("TranscriptRepository.changed", "the lines that an answer of the assistant cites"),
            Map.entry("TranscriptRepository.drop", "the lines of the last minutes"));

    @Test
    void aQueryThatReturnsAListIsLimited() throws IOException {
        var unlimited = new TreeSet<String>();
        int queries = 0;
        for (Path file : sources()) {
            String source = Files.readString(file);
            Matcher list = LIST.matcher(source);
            while (list.find()) {
                queries++;
                String statement = source.substring(source.lastIndexOf(';', list.start()) + 1, list.start());
                boolean limited = statement.contains(".setMaxResults(")
                        || ONE_ROW.matcher(source.substring(list.end())).find();
                if (!limited) {
                    unlimited.add(name(file) + "." + method(source, list.start()));
                }
            }
        }
        assertEquals(new TreeSet<>(OTHERWISE_BOUNDED.keySet()), unlimited);
        assertTrue(queries > 30, "queries found: " + queries);
    }

    @Test
    void noLimitIsEndless() throws IOException {
        List<String> endless = new ArrayList<>();
        for (Path file : sources()) {
            if (Pattern.compile(
                            "(?:after|read|due|next|previous)\\([^;]*(?:Integer|Long)\\.MAX_VALUE|setMaxResults\\([^)]*MAX_VALUE")
                    .matcher(Files.readString(file))
                    .find()) {
                endless.add(file.getFileName().toString());
            }
        }
        assertEquals(List.of(), endless);
    }

    private static List<Path> sources() throws IOException {
        List<Path> all = new ArrayList<>();
        for (String module : List.of("session-persistence", "session-ejb", "session-web", "session-api")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(all::add);
            }
        }
        return all;
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    /** The method that contains a position. */
    private static String method(String source, int position) {
        Matcher method = METHOD.matcher(source);
        String last = "";
        while (method.find() && method.start() < position) {
            last = method.group(1);
        }
        return last;
    }
}
