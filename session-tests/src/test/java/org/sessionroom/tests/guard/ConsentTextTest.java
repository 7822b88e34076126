package org.sessionroom.tests.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.sessionroom.Messages;
import org.sessionroom.consent.Purpose;

/**
 * The exact texts that people agree to. A changed text needs a new version in {@link Purpose}, so that nobody has agreed to
 * words they never read: if this test fails, give the purpose its next version and write the new hashes here.
 */
class ConsentTextTest {

    private static final Map<String, String> KNOWN = Map.of(
            "VIDEO_CALL 2 pt-BR", "482876a9a2ff063a",
            "VIDEO_CALL 2 en", "96a943dc2be792f2",
            "TRANSCRIPTION 2 pt-BR", "634348fe8e36cba1",
            "TRANSCRIPTION 2 en", "8e7001082230ddc9",
            "AI_ANALYSIS 1 pt-BR", "a1e5f69ceb72cb9d",
            "AI_ANALYSIS 1 en", "1a4251a3a1b16e43");

    @Test
    void aChangedTextHasANewVersion() throws NoSuchAlgorithmException {
        var texts = new TreeMap<String, String>();
        for (Purpose purpose : Purpose.values()) {
            for (Locale language : Messages.LANGUAGES) {
                Messages messages = Messages.in(language);
                String text = messages.text("consent." + purpose + ".title") + "\n"
                        + messages.text("consent." + purpose + ".text");
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
                texts.put(
                        purpose + " " + purpose.textVersion() + " " + language.toLanguageTag(),
                        HexFormat.of().formatHex(hash, 0, 8));
            }
        }
        assertEquals(new TreeMap<>(KNOWN), texts);
    }
}
