package org.sessionroom;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import org.sessionroom.session.FieldFault;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionRejected;

/** All texts for people, in the two languages of the application. */
public final class Messages {

    public static final String BUNDLE = "org.sessionroom.Messages";
    public static final Locale PORTUGUESE = Locale.forLanguageTag("pt-BR");
    public static final Locale ENGLISH = Locale.ENGLISH;
    public static final List<Locale> LANGUAGES = List.of(PORTUGUESE, ENGLISH);

    private final ResourceBundle bundle;
    private final Locale locale;

    private Messages(Locale locale) {
        this.locale = locale;
        this.bundle = ResourceBundle.getBundle(BUNDLE, locale, Messages.class.getClassLoader());
    }

    /** More than any browser sends; the JDK takes seconds to look up a longer one. */
    private static final int LONGEST_HEADER = 400;

    /** English for any English, Brazilian Portuguese for everybody else. */
    public static Messages in(Locale wanted) {
        return new Messages(supported(wanted));
    }

    public static Locale supported(Locale wanted) {
        return ENGLISH.getLanguage().equals(wanted.getLanguage()) ? ENGLISH : PORTUGUESE;
    }

    /**
     * The first of the accepted languages that we support.
     *
     * @param accepted an Accept-Language header (RFC 9110 §12.5.4), may be empty or malformed
     */
    public static Locale preferred(String accepted) {
        if (accepted.length() > LONGEST_HEADER) {
            return PORTUGUESE;
        }
        try {
            List<Locale> spoken = List.of(Locale.forLanguageTag("pt"), ENGLISH);
            return Optional.ofNullable(Locale.lookup(Locale.LanguageRange.parse(accepted), spoken))
                    .map(Messages::supported)
                    .orElse(PORTUGUESE);
        } catch (IllegalArgumentException malformed) {
            return PORTUGUESE;
        }
    }

    public String text(String key, Object... arguments) {
        String pattern = bundle.getString(key);
        return arguments.length == 0 ? pattern : new MessageFormat(pattern, locale).format(arguments);
    }

    /** The reason for a refusal, in a sentence that says what to do. */
    public String text(Rejection rejection) {
        return text("rejection." + rejection.name());
    }

    /** As above; names the invalid member of the request, if there is one. */
    public String text(SessionRejected refusal) {
        return refusal.fault().map(this::text).orElseGet(() -> text(refusal.rejection()));
    }

    /** What is wrong with a member, in a sentence that says what is valid. */
    public String text(FieldFault fault) {
        String name = "input." + (fault.field().isEmpty() ? "whole" : fault.field());
        return text(
                "invalid." + fault.kind(),
                bundle.containsKey(name) ? bundle.getString(name) : fault.field(),
                fault.allowed());
    }

    public ResourceBundle bundle() {
        return bundle;
    }

    public Locale locale() {
        return locale;
    }
}
