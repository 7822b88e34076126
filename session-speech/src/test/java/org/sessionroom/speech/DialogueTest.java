package org.sessionroom.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessionroom.speech.Answer.Refusal;
import org.sessionroom.speech.Answer.Refuse;
import org.sessionroom.speech.Answer.Silence;

class DialogueTest {
    private final ScriptedRecognisers recognisers = new ScriptedRecognisers();
    private final Dialogue dialogue = new Dialogue(recognisers);

    @ParameterizedTest
    @ValueSource(
            strings = {"", "oi", "[]", "\"eof\"", "{}", "{\"config\":16000}", "{\"config\":{}", "{\"configuration\":{}}"
            })
    void aTextThatIsNeitherConfigurationNorEndIsRefused(String text) {
        assertEquals(new Refuse(Refusal.NOT_UNDERSTOOD), dialogue.text(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7999", "48001", "0", "-16000", "16000.5", "1e400", "\"16000\"", "null", "[16000]"})
    void aRateThatNoMicrophoneHasIsRefused(String rate) {
        assertEquals(new Refuse(Refusal.RATE), dialogue.text("{\"config\":{\"sample_rate\":" + rate + "}}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"8000", "16000", "16000.0", "4.41e4", "48000"})
    void anyOtherRateIsTaken(String rate) {
        assertEquals(new Silence(), dialogue.text("{\"config\":{\"sample_rate\":" + rate + "}}"));
        dialogue.sound(new byte[2]);
        assertEquals(Double.parseDouble(rate), recognisers.opened.get(0).sampleRate);
    }

    @Test
    void aConfigurationOfOtherThingsLeavesTheRate() {
        assertEquals(new Silence(), dialogue.text("{\"config\":{\"max_alternatives\":3}}"));
        dialogue.sound(new byte[2]);
        assertEquals(16_000, recognisers.opened.get(0).sampleRate);
    }

    @Test
    void aConfigurationAfterTheFirstSoundIsRefusedRatherThanIgnored() {
        dialogue.sound(new byte[2]);
        assertEquals(new Refuse(Refusal.CONFIGURED_TOO_LATE), dialogue.text("{\"config\":{\"sample_rate\":48000}}"));
        assertEquals(0, recognisers.open());
    }

    @Test
    void noEarIsOpenedBeforeTheFirstSound() {
        dialogue.text("{\"config\":{\"sample_rate\":48000}}");
        dialogue.text("{\"eof\" : 1}");
        assertTrue(recognisers.opened.isEmpty());
    }

    @Test
    void nothingIsAnsweredAndNoEarOpenedAfterTheEnd() {
        dialogue.text("{\"eof\" : 1}");
        assertEquals(new Silence(), dialogue.sound(new byte[2]));
        assertEquals(new Silence(), dialogue.text("{\"eof\" : 1}"));
        assertTrue(recognisers.opened.isEmpty());
    }

    @Test
    void soundThatComesAfterTheClientWasGivenUpReachesNoEar() {
        dialogue.sound(new byte[2]);
        dialogue.close();
        dialogue.close();
        assertEquals(new Silence(), dialogue.sound(new byte[2]));
        assertEquals(1, recognisers.opened.get(0).pieces.get());
        assertTrue(recognisers.opened.get(0).closed.get());
    }
}
