package org.sessionroom.tests.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sessionroom.Messages;
import org.sessionroom.provider.api.Reason;
import org.sessionroom.record.RetentionClass;
import org.sessionroom.session.Rejection;
import org.sessionroom.transcript.GapReason;

/** Both languages have the same texts with the same placeholders. */
class MessagesTest {

    private static final Pattern PLACE = Pattern.compile("\\{(\\d)");

    private final ResourceBundle portuguese = Messages.in(Messages.PORTUGUESE).bundle();
    private final ResourceBundle english = Messages.in(Messages.ENGLISH).bundle();

    @Test
    void bothLanguagesHaveTheSameKeys() {
        assertEquals(new TreeSet<>(portuguese.keySet()), new TreeSet<>(english.keySet()));
    }

    @Test
    void bothLanguagesFillTheSamePlaces() {
        Set<String> differing = portuguese.keySet().stream()
                .filter(key -> !places(portuguese.getString(key)).equals(places(english.getString(key))))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), differing);
    }

    private static Set<String> places(String text) {
        return PLACE.matcher(text).results().map(place -> place.group(1)).collect(Collectors.toSet());
    }

    @Test
    void nothingIsLeftUnsaid() {
        for (ResourceBundle bundle : new ResourceBundle[] {portuguese, english}) {
            Set<String> empty = bundle.keySet().stream()
                    .filter(key -> bundle.getString(key).isBlank())
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(Set.of(), empty, bundle.getLocale().toString());
        }
    }

    /** A single quote would start a quoted section in a text that java.text.MessageFormat fills. */
    @Test
    void textsWithPlacesCanBeFilled() {
        for (ResourceBundle bundle : new ResourceBundle[] {portuguese, english}) {
            for (String key : bundle.keySet()) {
                String text = bundle.getString(key);
                if (places(text).isEmpty()) {
                    continue;
                }
                String filled = new MessageFormat(text, bundle.getLocale()).format(new Object[] {1, 2, 3, 4});
                assertFalse(filled.contains("{"), () -> key + " = " + filled);
            }
        }
    }

    /** Only failures that a request to a model can have; the other reasons belong to transcription, or are no failure of a provider. */
    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"OFF", "NOT_JSON", "NOTHING_USABLE", "STALLED", "TOO_LONG_AGO", "ABANDONED", "UNDELIVERED"})
    void everyFailureOfAModelHasASentence(Reason reason) {
        assertTrue(portuguese.containsKey("insight.failed." + reason), reason.name());
    }

    @ParameterizedTest
    @EnumSource(value = GapReason.class, mode = EnumSource.Mode.EXCLUDE, names = "DOUBTFUL")
    void everyGapHasASentence(GapReason reason) {
        assertTrue(portuguese.containsKey("transcript.gap." + reason), reason.name());
    }

    @ParameterizedTest
    @EnumSource(Rejection.class)
    void everyRefusalHasASentence(Rejection rejection) {
        for (var language : Messages.LANGUAGES) {
            String sentence = Messages.in(language).text(rejection);
            assertFalse(sentence.isBlank());
            assertFalse(Arrays.asList(Rejection.values()).toString().contains(sentence), sentence);
        }
    }

    @ParameterizedTest
    @EnumSource(RetentionClass.class)
    void everyRetentionClassHasAName(RetentionClass retention) {
        for (ResourceBundle bundle : new ResourceBundle[] {portuguese, english}) {
            assertTrue(bundle.containsKey(retention.messageKey()), retention.messageKey());
        }
    }

    /** People agree to a period; the table must not have another. */
    @ParameterizedTest
    @CsvSource({
        "TRANSCRIPT, consent.TRANSCRIPTION.text",
        "TRANSCRIPT, transcript.state.ERASED",
        "ANALYSIS, consent.AI_ANALYSIS.text"
    })
    void aPeriodThatPeopleReadIsThatOfTheTable(RetentionClass retention, String key) {
        String days = " " + retention.kept().getDays() + " ";
        for (ResourceBundle bundle : new ResourceBundle[] {portuguese, english}) {
            assertTrue(bundle.getString(key).contains(days), key);
        }
    }
}
