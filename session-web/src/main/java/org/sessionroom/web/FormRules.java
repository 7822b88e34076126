package org.sessionroom.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a page's forms look like when a page of ours sends them. */
final class FormRules {

    static final String VIEW_STATE = "jakarta.faces.ViewState";

    private static final String NONCE = "primefaces.nonce";

    /** How Faces names a view it keeps nothing of (Jakarta Faces 4.0, ResponseStateManager). */
    private static final String STATELESS = "stateless";

    private static final Pattern KEPT = Pattern.compile("-?\\d{1,19}:-?\\d{1,19}");

    /** PrimeFaces' nonce is a UUID in base64; it fails at anything else, wherever it meets it. */
    private static final Pattern NONCE_VALUE = Pattern.compile("[A-Za-z0-9+/]{48}");

    private static final Pattern NONCE_CONTENT = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final Set<String> OF_FACES = Set.of("jakarta.faces.", "javax.faces.", "primefaces.nonce");

    /** What PrimeFaces' scripts send beside a view; Faces has more, such as another render kit, which no page of ours needs. */
    private static final Set<String> SENT = Set.of(
            VIEW_STATE,
            NONCE,
            "jakarta.faces.source",
            "jakarta.faces.behavior.event",
            "jakarta.faces.partial.ajax",
            "jakarta.faces.partial.event",
            "jakarta.faces.partial.execute",
            "jakarta.faces.partial.render",
            "jakarta.faces.partial.resetValues");

    private static final String AJAX = "jakarta.faces.partial.ajax";
    private static final String SOURCE = "jakarta.faces.source";

    /** The pages that have forms, without their suffix. */
    private static final Set<String> PAGES = Set.of("/agenda", "/join", "/session");

    /** Forms that Faces has no part in. Its scripts write what it needs into every form of a page all the same. */
    private static final Set<String> WITHOUT_FACES = Set.of("/logout", "/leave-device");

    private static final Set<String> NO_PAGES = Set.of("/resources", "/jakarta.faces.resource", "/socket", "/pass");

    private FormRules() {}

    /** Whether an address is a page or takes a form, and no file, no socket, and no pass for one. */
    static boolean isPage(String path) {
        return NO_PAGES.stream().noneMatch(no -> path.equals(no) || path.startsWith(no + "/"));
    }

    /** Whether a method changes nothing (RFC 9110 §9.2.1), as far as pages answer it. */
    static boolean isReading(String method) {
        return READING.contains(method);
    }

    /**
     * Whether a request that changes something comes from a page of ours. A browser says so itself (W3C Fetch Metadata), or
     * names the page's origin; what says neither is no browser, and carries no cookies that somebody else could use.
     *
     * @param site the header Sec-Fetch-Site, may be null
     * @param origin the header Origin, may be null
     * @param ours the origins of our pages
     */
    static boolean isFromOurPages(String site, String origin, Set<String> ours) {
        return site != null ? site.equals("same-origin") : origin == null || ours.contains(origin);
    }

    /**
     * Whether a body comes in parts, as files do. No page of ours sends any, and Undertow would read them, and keep them on disk,
     * wherever a parameter is asked for.
     *
     * @param contentType may be null
     */
    static boolean isInParts(String contentType) {
        return contentType != null
                && contentType.strip().toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    /**
     * Whether an address speaks to Faces, which would take it for a form that was sent: a link would then do what a click does.
     *
     * @param query as it came, may be null
     */
    static boolean speaksToFaces(String query) {
        return query != null
                && Arrays.stream(query.split("&")).map(FormRules::decoded).anyMatch(FormRules::isOfFaces);
    }

    /** Whether a form goes where Faces does not read it, so that its view may be any. A notice would still read its nonce. */
    static boolean goesPastFaces(String path, Map<String, String[]> parameters) {
        return WITHOUT_FACES.contains(path) && (!namesNonce(parameters) || hasNonce(parameters));
    }

    /** Whether parameters belong to Faces. */
    static boolean speaksToFaces(Map<String, String[]> parameters) {
        return parameters.keySet().stream().anyMatch(FormRules::isOfFaces);
    }

    /**
     * Whether a form can be of a page that is still open: its view, and the nonce by which its scripts run.
     *
     * @param page the path it was sent to
     * @param script whether it says by its header that a script sent it; Faces looks at that, PrimeFaces at a parameter
     * @param known whether somebody is logged in; of nobody else is a view kept
     */
    static boolean isOfAnOpenPage(String page, Map<String, String[]> parameters, boolean script, boolean known) {
        boolean ours = PAGES.contains(page.replaceFirst("\\.xhtml$", ""))
                && parameters.keySet().stream().filter(FormRules::isOfFaces).allMatch(SENT::contains)
                && parameters.containsKey(AJAX) == script
                && (!script || only(parameters, SOURCE).isPresent());
        Optional<String> view = only(parameters, VIEW_STATE);
        boolean viewed = view.filter(state ->
                        state.equals(STATELESS) || known && KEPT.matcher(state).matches())
                .isPresent();
        return ours && viewed && hasNonce(parameters);
    }

    /** Whether a page can be made of it at all, be it a notice. */
    static boolean hasNonce(Map<String, String[]> parameters) {
        return only(parameters, NONCE)
                .filter(nonce -> NONCE_VALUE.matcher(nonce).matches())
                .map(nonce -> new String(Base64.getDecoder().decode(nonce), StandardCharsets.ISO_8859_1))
                .filter(nonce -> NONCE_CONTENT.matcher(nonce).matches())
                .isPresent();
    }

    static boolean namesNonce(Map<String, String[]> parameters) {
        return parameters.containsKey(NONCE);
    }

    private static Optional<String> only(Map<String, String[]> parameters, String name) {
        return Optional.ofNullable(parameters.get(name))
                .filter(values -> values.length == 1)
                .map(values -> values[0])
                .filter(value -> !value.isBlank());
    }

    private static boolean isOfFaces(String parameter) {
        return OF_FACES.stream().anyMatch(parameter::startsWith);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }
}
