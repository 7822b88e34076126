package org.sessionroom.front;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.DateUtils;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Protocols;
import io.undertow.util.StatusCodes;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Finds headers that the layers below cannot parse. Undertow, Weld and Faces parse them on demand, and answer 500 with a
 * stack trace in the log, which anybody could fill in this way.
 */
final class ReadableHeaders {

    /** Undertow accepts 200, and fails at one more. */
    private static final int MOST_COOKIES = 100;

    /** A boundary has 70 characters at most (RFC 2046 §5.1.1). */
    private static final int LONGEST_TYPE = 1_000;

    /** RFC 6265 §4.1.1 allows fewer characters; but a browser sends whatever a page has set. */
    private static final Pattern COOKIES = Pattern.compile("[\\x20-\\x7e]*");

    /** RESTEasy parses a {@code q} or {@code qs}, which is defined only for Accept (RFC 9110 §12.5.1), as a number. */
    private static final Pattern CONTENT_TYPE = Pattern.compile(
            "[\\w!#$%&'*+.^`|~-]++/[\\w!#$%&'*+.^`|~-]++\\s*+(?!.*;[\\x00-\\x20]*qs?[\\x00-\\x20]*([=;]|$))(;.*)?",
            Pattern.CASE_INSENSITIVE);

    /** RFC 9110 §13.1: a header without a valid date is ignored. */
    private static final List<HttpString> DATES = List.of(Headers.IF_MODIFIED_SINCE, Headers.IF_UNMODIFIED_SINCE);

    private ReadableHeaders() {}

    /**
     * The status with which a body in chunks is refused, before any of it is read: its length must be announced (RFC 9112 §6.3). Undertow
     * 2.3.27 limits neither the trailer after the last chunk, which it keeps in memory, nor what may be written beside a chunk's size.
     * HTTP/1.0 has no chunks, and of a coding that is unknown an intermediary may find another end (RFC 9112 §6.1): these are malformed.
     */
    static OptionalInt refusalOfChunks(HttpServerExchange exchange) {
        HeaderValues codings = exchange.getRequestHeaders().get(Headers.TRANSFER_ENCODING);
        if (codings == null) {
            return OptionalInt.empty();
        }
        boolean known = !Protocols.HTTP_1_0.equals(exchange.getProtocol())
                && codings.size() == 1
                && "chunked".equalsIgnoreCase(codings.getFirst());
        return OptionalInt.of(known ? StatusCodes.LENGTH_REQUIRED : StatusCodes.BAD_REQUEST);
    }

    /** Whether a request can be answered at all. */
    static boolean areReadable(HeaderMap headers) {
        HeaderValues cookies = headers.get(Headers.COOKIE);
        HeaderValues types = headers.get(Headers.CONTENT_TYPE);
        return (cookies == null || areCookies(cookies)) && (types == null || isContentType(types));
    }

    /** Exactly one media type, or an empty one. */
    static boolean isContentType(List<String> lines) {
        return lines.size() == 1
                && lines.get(0).length() <= LONGEST_TYPE
                && (lines.get(0).isBlank()
                        || CONTENT_TYPE.matcher(lines.get(0).strip()).matches());
    }

    static boolean areCookies(List<String> lines) {
        long count = lines.stream()
                .mapToLong(line -> line.chars().filter(c -> c == ';').count() + 1)
                .sum();
        return count <= MOST_COOKIES
                && lines.stream().allMatch(line -> COOKIES.matcher(line).matches());
    }

    /** Removes headers that are ignored because they are malformed. */
    static void dropUnreadable(HeaderMap headers) {
        if (!Accept.isReadable(headers.get(Headers.ACCEPT))) {
            headers.remove(Headers.ACCEPT);
        }
        if (!Accept.areLanguages(headers.get(Headers.ACCEPT_LANGUAGE))) {
            headers.remove(Headers.ACCEPT_LANGUAGE);
        }
        for (HttpString date : DATES) {
            if (headers.contains(date) && DateUtils.parseDate(headers.getFirst(date)) == null) {
                headers.remove(date);
            }
        }
    }
}
