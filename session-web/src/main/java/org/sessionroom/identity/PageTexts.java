package org.sessionroom.identity;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.Locale;
import java.util.ResourceBundle;
import org.sessionroom.Messages;

/** The texts for the scripts of each page: regular expressions for keys of the message bundles. */
public final class PageTexts {

    /** All except those of other pages, mails and answers, and those that are in the page itself. */
    public static final String ROOM =
            "(?!(mail|agenda|session|join|notice|opened|booking|cancelling|home|consent|problem|page|access|quick)\\."
                    + "|keys\\.(?!close)|settings\\.(?!title|notify\\.)).*";

    /** For the session's page. */
    public static final String SESSION = "(notes|saved|words|field\\.kind|list\\.empty|session\\.field"
            + "|analysis|command\\.offline|confirm|dialog\\.back|draft|insight|keys\\.close|mention|moment|note"
            + "|room\\.(you|former)|safety|tone|transcript)\\b.*";

    private PageTexts() {}

    /**
     * Texts as a JSON object, also for a script element of a page.
     *
     * @param keys a pattern of the required keys
     */
    public static String json(String keys, Locale language) {
        ResourceBundle bundle = Messages.in(language).bundle();
        JsonObjectBuilder texts = Json.createObjectBuilder();
        bundle.keySet().stream()
                .filter(key -> key.matches(keys))
                .sorted()
                .forEach(key -> texts.add(key, bundle.getString(key)));
        return texts.build().toString().replace("<", "\\u003c");
    }
}
