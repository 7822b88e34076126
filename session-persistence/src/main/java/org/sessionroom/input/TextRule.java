package org.sessionroom.input;

import java.util.Optional;
import org.sessionroom.session.FieldFault;
import org.sessionroom.session.FieldFault.Kind;
import org.sessionroom.session.SessionRejected;

/**
 * The rules for text input: one for each kind of text, used at every entry point. Invisible characters that pasted text may contain, such as
 * a soft hyphen, are removed from a line; characters that change how the text is read are refused. The page has the same rule
 * in {@code js/shared/text.js}.
 */
public enum TextRule {
    /** A person's name. */
    PERSON_NAME(Form.LINE, 1, 100),
    /** A user name at the identity provider; logs and the audit identify people by it. */
    USER_NAME(Form.EXACT, 1, 255),
    /** An appointment's id in the hospital's scheduling system. */
    EXTERNAL_ID(Form.EXACT, 1, 200),
    /** The version of a consent's text. */
    TEXT_VERSION(Form.EXACT, 1, 20),
    /** The name of a figure. */
    LABEL(Form.LINE, 0, 40),
    /** Why a session is cancelled. */
    REASON(Form.LINES, 1, 500),
    /** One message of the chat. */
    MESSAGE(Form.LINES, 1, 2_000),
    /** A therapist's notes. */
    NOTES(Form.KEPT, 0, 20_000);

    private enum Form {
        /** One line; invisible characters are removed. */
        LINE,
        /** One line that is compared with others: accepted unchanged or refused. */
        EXACT,
        /** May contain line feeds; white space around it and direction marks are removed. */
        LINES,
        /** Stored as it is written, with its tabs and line feeds. */
        KEPT
    }

    private static final int EMPTY_BRAILLE = 0x2800;

    /** Maximum code points for each letter, on average: a family emoji takes 7, a regional flag as many. */
    private static final int CODE_POINTS = 8;

    private static final int JOINER = 0x200D;

    private final Form form;
    private final int shortest;
    private final int longest;

    TextRule(Form form, int shortest, int longest) {
        this.form = form;
        this.shortest = shortest;
        this.longest = longest;
    }

    /** The maximum length: of a line in {@linkplain #letters letters}, otherwise in Unicode code points. */
    public int longest() {
        return longest;
    }

    /**
     * Validates and normalises a text.
     *
     * @param field as the caller names it
     * @param typed may be null
     * @throws SessionRejected INVALID
     */
    public String read(String field, String typed) {
        String text = tidied(typed == null ? "" : typed);
        wrong(typed, text).ifPresent(kind -> {
            throw SessionRejected.invalid(field, kind, kind == Kind.TOO_LONG ? Integer.toString(longest) : "");
        });
        return text;
    }

    /** The fault of a text, if it has one. */
    public Optional<FieldFault> fault(String field, String typed) {
        try {
            read(field, typed);
            return Optional.empty();
        } catch (SessionRejected refusal) {
            return refusal.fault();
        }
    }

    public boolean accepts(String typed) {
        return fault("", typed).isEmpty();
    }

    private Optional<Kind> wrong(String typed, String text) {
        if (typed == null || shortest > 0 && text.isBlank()) {
            return Optional.of(Kind.MISSING);
        }
        if (text.codePoints().anyMatch(this::isRefused) || form == Form.EXACT && !text.equals(seen(text))) {
            return Optional.of(Kind.UNPRINTABLE);
        }
        return isTooLong(text) ? Optional.of(Kind.TOO_LONG) : Optional.empty();
    }

    private boolean isTooLong(String text) {
        int codePoints = text.codePointCount(0, text.length());
        if (codePoints <= longest) {
            return false;
        }
        return form != Form.LINE || codePoints > longest * CODE_POINTS || letters(text) > longest;
    }

    /**
     * The length of a line: letters and signs, each counted with its marks, skin tones and joined characters. Grapheme clusters
     * (UAX #29) are not used, because server and browser may have different versions of Unicode and would count differently.
     */
    static int letters(String text) {
        int letters = 0;
        int before = 0;
        for (int codePoint : text.codePoints().toArray()) {
            if (before != JOINER && !belongsToTheOneBefore(codePoint)) {
                letters++;
            }
            before = codePoint;
        }
        return letters;
    }

    private static boolean belongsToTheOneBefore(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.FORMAT -> true;
            default -> codePoint >= 0x1F3FB && codePoint <= 0x1F3FF;
        };
    }

    /** Whether nothing is left of a text after normalisation. */
    public boolean isEmpty(String typed) {
        return tidied(typed).isBlank();
    }

    private String tidied(String typed) {
        return switch (form) {
            case LINE -> visible(seen(typed).strip());
            case LINES -> visible(withoutDirections(typed.replace("\r\n", "\n")).strip());
            case EXACT, KEPT -> typed;
        };
    }

    /** Empty if the text has no visible letter, number or sign: marks alone, fillers and an empty braille cell are invisible. */
    private static String visible(String text) {
        return text.codePoints().anyMatch(TextRule::isVisible) ? text : "";
    }

    private static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.PRIVATE_USE -> false;
            default -> codePoint != EMPTY_BRAILLE && !isUnseen(codePoint);
        };
    }

    private static String withoutDirections(String text) {
        return text.codePoints()
                .filter(codePoint -> !isDirection(codePoint))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private boolean isRefused(int codePoint) {
        int type = Character.getType(codePoint);
        return switch (form) {
            case LINE, EXACT ->
                type == Character.CONTROL
                        || type == Character.SURROGATE
                        || type == Character.LINE_SEPARATOR
                        || type == Character.PARAGRAPH_SEPARATOR
                        || isDirection(codePoint);
            case LINES, KEPT ->
                type == Character.SURROGATE || type == Character.CONTROL && codePoint != '\n' && codePoint != '\t';
        };
    }

    /** The embeddings, overrides and isolates of UAX #9, which can make a text look like another. */
    private static boolean isDirection(int codePoint) {
        return codePoint >= 0x202A && codePoint <= 0x202E || codePoint >= 0x2066 && codePoint <= 0x2069;
    }

    /** A line without invisible characters; every kind of space becomes a space. */
    static String seen(String line) {
        StringBuilder seen = new StringBuilder(line.length());
        int before = 0;
        for (int codePoint : line.codePoints().toArray()) {
            if (isUnseen(codePoint)
                    || isJoiner(codePoint) && !isJoined(before)
                    || isTag(codePoint) && !isFlag(before)) {
                continue;
            }
            before = Character.getType(codePoint) == Character.SPACE_SEPARATOR ? ' ' : codePoint;
            seen.appendCodePoint(before);
        }
        while (seen.length() > 0 && isJoiner(seen.charAt(seen.length() - 1))) {
            seen.setLength(seen.length() - 1);
        }
        return seen.toString();
    }

    /** Soft hyphen, zero-width space, marks, fillers: Default_Ignorable_Code_Point without joiners, tags and variation selectors; and unassigned code points. */
    private static boolean isUnseen(int codePoint) {
        return switch (codePoint) {
            case 0x00AD,
                    0x034F,
                    0x061C,
                    0x115F,
                    0x1160,
                    0x17B4,
                    0x17B5,
                    0x180E,
                    0x200B,
                    0x200E,
                    0x200F,
                    0x3164,
                    0xFEFF,
                    0xFFA0 -> true;
            default ->
                codePoint >= 0x2060 && codePoint <= 0x2064
                        || codePoint >= 0x206A && codePoint <= 0x206F
                        || codePoint >= 0xFFF9 && codePoint <= 0xFFFC
                        || codePoint >= 0xFDD0 && codePoint <= 0xFDEF
                        || (codePoint & 0xFFFE) == 0xFFFE
                        || codePoint >= 0x1D173 && codePoint <= 0x1D17A;
        };
    }

    private static boolean isJoiner(int codePoint) {
        return codePoint == 0x200C || codePoint == JOINER;
    }

    /** Joiners are needed in emoji and in scripts whose letters join; elsewhere they are invisible. */
    private static boolean isJoined(int before) {
        int type = Character.getType(before);
        if (type == Character.OTHER_SYMBOL || type == Character.MODIFIER_SYMBOL || before == 0xFE0F) {
            return true;
        }
        return switch (Character.UnicodeScript.of(before)) {
            case LATIN, GREEK, CYRILLIC, COMMON, INHERITED, UNKNOWN -> false;
            default -> true;
        };
    }

    /** Tag characters encode the flags of regions. */
    private static boolean isTag(int codePoint) {
        return codePoint >= 0xE0020 && codePoint <= 0xE007F;
    }

    private static boolean isFlag(int before) {
        return before == 0x1F3F4 || isTag(before);
    }
}
