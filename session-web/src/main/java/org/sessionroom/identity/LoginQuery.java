package org.sessionroom.identity;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides which part of an address the login may see. WildFly's OpenID Connect client looks for codes, tokens and parameters of the
 * provider in the query of every page, uses what it finds, and fails if it cannot parse it.
 */
public final class LoginQuery {

    /** The only page that communicates with the provider. */
    public static final String PAGE = "/login";

    /** The cookie by which the login recognises the answer to its own request (RFC 6749 §10.12). */
    public static final String STATE_COOKIE = "OAuth_Token_Request_State";

    private static final String STATE = "state";

    /** An answer of the provider is a code or an error (RFC 6749 §4.1.2), with the parameters that may accompany it. */
    private static final Map<String, Pattern> ANSWER = Map.of(
            "code",
            Pattern.compile("[\\x21-\\x7e&&[^&=#\"<>]]{1,4096}"),
            "error",
            Pattern.compile("[a-z_]{1,64}"),
            STATE,
            Pattern.compile("[A-Za-z0-9._~-]{1,128}"),
            "session_state",
            Pattern.compile("[A-Za-z0-9._~-]{1,256}"),
            "iss",
            Pattern.compile("https?(:|%3A)(/|%2F){2}[A-Za-z0-9._~:/%-]{1,512}"));

    private static final Set<String> CREDENTIALS = Set.of("access_token", "id_token", "refresh_token");

    private LoginQuery() {}

    /**
     * Whether an address contains a token, which would end up in logs and browser histories (RFC 9700 §4.3.2).
     *
     * @param query as received, may be null
     */
    public static boolean carriesCredential(String query) {
        return names(query).anyMatch(CREDENTIALS::contains);
    }

    /**
     * The part of the query that the login may see.
     *
     * @param path of the page
     * @param query as received, may be null
     * @param state with which this browser's login began
     * @return never null; empty unless it is the provider's answer to this browser
     */
    public static String shown(String path, String query, Optional<String> state) {
        if (!PAGE.equals(path) || query == null) {
            return "";
        }
        List<String> answer =
                Arrays.stream(query.split("&")).filter(LoginQuery::isOfAnAnswer).toList();
        boolean isOurs = isAnswer(answer)
                && state.filter(begun -> answer.contains(STATE + "=" + begun)).isPresent();
        return isOurs ? String.join("&", answer) : "";
    }

    /** Whether {@link #shown} found an answer of the provider. */
    public static boolean isAnswer(String shown) {
        return isAnswer(List.of(shown.split("&")));
    }

    private static boolean isAnswer(List<String> parameters) {
        Map<String, Long> counts = parameters.stream()
                .map(parameter -> parameter.split("=", 2)[0])
                .collect(Collectors.groupingBy(name -> name, Collectors.counting()));
        return counts.values().stream().allMatch(count -> count == 1)
                && counts.containsKey(STATE)
                && counts.containsKey("code") != counts.containsKey("error");
    }

    private static boolean isOfAnAnswer(String parameter) {
        String[] parts = parameter.split("=", 2);
        return parts.length == 2
                && Optional.ofNullable(ANSWER.get(parts[0]))
                        .filter(value -> value.matcher(parts[1]).matches())
                        .isPresent();
    }

    /** Decodes before splitting, too, because the OpenID Connect client does so. */
    private static Stream<String> names(String query) {
        return Stream.ofNullable(query)
                .flatMap(text -> Arrays.stream(decoded(text).split("&")))
                .map(parameter -> parameter.split("=", 2)[0]);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }
}
