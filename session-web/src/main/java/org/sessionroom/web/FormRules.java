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

/** The properties of forms that our own pages send. */
final class FormRules {

    static final String VIEW_STATE = "jakarta.faces.ViewState";

    private static final String NONCE = "primefaces.nonce";

    /** The view state of a view that Faces does not store (Jakarta Faces 4.0, ResponseStateManager), as all of ours. */
    private static final String STATELESS = "stateless";

    /** PrimeFaces' nonce is a UUID in base64; PrimeFaces fails at any other value. */
    private static final Pattern NONCE_VALUE = Pattern.compile("[A-Za-z0-9+/]{48}");

    private static final Pattern NONCE_CONTENT = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final Set<String> OF_FACES = Set.of("jakarta.faces.", "javax.faces.", "primefaces.nonce");

    /** The parameters that PrimeFaces' scripts send with a view; Faces has more, such as another render kit, which our pages do not need. */
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
    private static final Set<String> PAGES = Set.of("/agenda", "/join", "/room", "/session");

    /** Pages whose forms are sent only by scripts of people who are logged in; such an answer never renders the whole page. */
    private static final Set<String> BY_SCRIPTS_OF_MEMBERS = Set.of("/room");

    /** Forms that Faces does not handle. Its scripts add their parameters to every form of a page all the same. */
    private static final Set<String> WITHOUT_FACES = Set.of("/logout", "/leave-device");

    private static final String FACES_FILES = "/jakarta.faces.resource";

    private static final Set<String> NO_PAGES = Set.of("/resources", FACES_FILES, "/socket", "/pass");

    /** The only query of Faces' files in our pages: PrimeFaces and its version. */
    private static final Pattern FILE_QUERY = Pattern.compile("ln=primefaces(&v=[0-9.]{1,20})?");

    /**
     * Parameters by which any request could choose another variant of a page's files, a locale or a contract. Mojarra stores each variant
     * for ever, whether it exists or not. Our pages have none.
     */
    private static final Set<String> VARIANTS = Set.of("loc", "con");

    private FormRules() {}

    /** Whether an address is a page or receives a form: neither a file nor a socket nor a pass. */
    static boolean isPage(String path) {
        return NO_PAGES.stream().noneMatch(no -> path.equals(no) || path.startsWith(no + "/"));
    }

    /**
     * Whether an address could be a file of Faces, but is none that our pages name. PrimeFaces has more parameters for files, and
     * Mojarra stores whatever it is asked for.
     *
     * @param query as received, may be null
     */
    static boolean isUnknownFile(String path, String method, String query) {
        return (path.equals(FACES_FILES) || path.startsWith(FACES_FILES + "/"))
                && !(isReading(method)
                        && query != null
                        && FILE_QUERY.matcher(query).matches());
    }

    /** Whether a form ends a login. */
    static boolean isLeaving(String path) {
        return WITHOUT_FACES.contains(path);
    }

    /** Whether a method is safe (RFC 9110 §9.2.1) and answered by pages. */
    static boolean isReading(String method) {
        return READING.contains(method);
    }

    /**
     * Whether a request that changes something comes from a page of ours. A browser sends Fetch Metadata (W3C), or
     * the page's origin; a client that sends neither is not a browser, and has no cookies of another person.
     *
     * @param site the header Sec-Fetch-Site, may be null
     * @param origin the header Origin, may be null
     * @param ours the origins of our pages
     */
    static boolean isFromOurPages(String site, String origin, Set<String> ours) {
        return site != null ? site.equals("same-origin") : origin == null || ours.contains(origin);
    }

    /**
     * Whether a body is multipart, as for files. Our pages send none, and Undertow would parse it, and store it on disk,
     * wherever a parameter is read.
     *
     * @param contentType may be null
     */
    static boolean isInParts(String contentType) {
        return contentType != null
                && contentType.strip().toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    /**
     * Whether an address has parameters of Faces, which would treat it as a submitted form: a link would then have the effect of a click.
     *
     * @param query as received, may be null
     */
    static boolean speaksToFaces(String query) {
        return query != null
                && Arrays.stream(query.split("&")).map(FormRules::decoded).anyMatch(FormRules::isForFaces);
    }

    /** Whether Faces does not read a form, so that its view state does not matter. A notice would still read its nonce. */
    static boolean goesPastFaces(String path, Map<String, String[]> parameters) {
        return WITHOUT_FACES.contains(path) && (!namesNonce(parameters) || hasNonce(parameters));
    }

    /** Whether parameters belong to Faces. */
    static boolean speaksToFaces(Map<String, String[]> parameters) {
        return parameters.keySet().stream().anyMatch(FormRules::isOfFaces);
    }

    /** Whether a form asks for another variant of a page's files. */
    static boolean choosesVariant(Map<String, String[]> parameters) {
        return parameters.keySet().stream().anyMatch(VARIANTS::contains);
    }

    /**
     * Whether a form can come from a page that is still open: checks its view state, and the nonce of its scripts.
     *
     * @param page the path to which it was sent
     * @param script whether its header says that a script sent it; Faces checks that, PrimeFaces a parameter
     * @param known whether somebody is logged in
     */
    static boolean isOfAnOpenPage(String page, Map<String, String[]> parameters, boolean script, boolean known) {
        String path = page.replaceFirst("\\.xhtml$", "");
        boolean ours = PAGES.contains(path)
                && (script && known || !BY_SCRIPTS_OF_MEMBERS.contains(path))
                && parameters.keySet().stream().filter(FormRules::isOfFaces).allMatch(SENT::contains)
                && parameters.containsKey(AJAX) == script
                && (!script || only(parameters, SOURCE).isPresent());
        boolean viewed = only(parameters, VIEW_STATE).filter(STATELESS::equals).isPresent();
        return ours && viewed && hasNonce(parameters);
    }

    /** Whether a page, even a notice, can be rendered for these parameters. */
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

    /** @param parameter with its value, if it has one */
    private static boolean isForFaces(String parameter) {
        return isOfFaces(parameter) || VARIANTS.contains(parameter.split("=", 2)[0]);
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
