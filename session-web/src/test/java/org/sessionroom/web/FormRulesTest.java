package org.sessionroom.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormRulesTest {

    private static final Set<String> OURS = Set.of("https://room.example");

    @ParameterizedTest
    @CsvSource({
        "same-origin, https://room.example, true",
        "same-origin, null, true",
        ", https://room.example, true",
        // Not a browser, so that there are no cookies of another person.
        ", , true",
        "cross-site, https://evil.example, false",
        "cross-site, https://room.example, false",
        "same-site, https://www.example, false",
        "none, , false",
        ", https://evil.example, false",
        ", http://room.example, false",
        ", https://room.example.evil.example, false",
        ", null, false",
    })
    void aFormComesFromAPageOfOurs(String site, String origin, boolean ours) {
        assertEquals(ours, FormRules.isFromOurPages(site, origin, OURS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jakarta.faces.ViewState=stateless",
                "a=1&jakarta.faces.partial.ajax=true",
                "jakarta%2Efaces.ViewState=stateless",
                "%6aakarta.faces.ViewState",
                "javax.faces.ViewState=x",
                "primefaces.nonce=x",
            })
    void aLinkDoesNotSpeakToFaces(String query) {
        assertTrue(FormRules.speaksToFaces(query));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "about=GOODBYE", "session=0190a000-0000-7000-8000-000000000000", "x=jakarta.faces.a"})
    void otherLinksAreLinks(String query) {
        assertFalse(FormRules.speaksToFaces(query));
    }

    private static Map<String, String[]> form(String... pairs) {
        var form = new HashMap<String, String[]>();
        form.put("jakarta.faces.ViewState", new String[] {"stateless"});
        form.put("primefaces.nonce", new String[] {"MWRhNjc4ZDgtZjQwNy00OTc3LWFjYzAtMzRjNjJkMjIwMmYy"});
        for (int i = 0; i < pairs.length; i += 2) {
            form.put(pairs[i], new String[] {pairs[i + 1]});
        }
        return form;
    }

    private static boolean isOpen(Map<String, String[]> form, boolean known) {
        return FormRules.isOfAnOpenPage("/join", form, form.containsKey("jakarta.faces.partial.ajax"), known);
    }

    @Test
    void aPageThatIsOpenSendsItsViewAndNonce() {
        assertTrue(isOpen(form(), false));
        assertTrue(FormRules.isOfAnOpenPage("/join.xhtml", form(), false, false));
        assertTrue(isOpen(form("jakarta.faces.partial.ajax", "true", "jakarta.faces.source", "join:enter"), false));
        assertTrue(isOpen(form(), true));
    }

    /** PrimeFaces detects an Ajax request by a parameter, Faces by a header; if the two disagree, the answer fails. */
    @Test
    void aScriptSaysSoInBothPlacesOrInNone() {
        var ofAScript = form("jakarta.faces.partial.ajax", "true", "jakarta.faces.source", "join:enter");
        assertTrue(FormRules.isOfAnOpenPage("/join", ofAScript, true, false));
        assertFalse(FormRules.isOfAnOpenPage("/join", ofAScript, false, false));
        assertFalse(FormRules.isOfAnOpenPage("/join", form(), true, false));
    }

    @Test
    void noViewIsStoredOfAnybody() {
        assertFalse(isOpen(form("jakarta.faces.ViewState", "-123:456"), false));
        assertFalse(isOpen(form("jakarta.faces.ViewState", "-123:456"), true));
    }

    @ParameterizedTest
    @CsvSource({
        "jakarta.faces.ViewState, ''",
        "jakarta.faces.ViewState, garbage",
        "jakarta.faces.ViewState, 1:2:3",
        "primefaces.nonce, ''",
        "primefaces.nonce, <script>",
        "primefaces.nonce, AAAAAAAAAAAA",
        "primefaces.nonce, AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "jakarta.faces.RenderKitId, XX",
        "jakarta.faces.ClientWindow, 1",
        "javax.faces.ViewState, stateless",
        "jakarta.faces.partial.ajax, true",
    })
    void whatNoPageOfOursSendsIsOfNoOpenPage(String name, String value) {
        assertFalse(isOpen(form(name, value), true));
    }

    @ParameterizedTest
    @CsvSource({
        "/logout, jakarta.faces.ViewState, -123:456, true",
        "/leave-device, jakarta.faces.ViewState, stateless, true",
        "/logout, primefaces.nonce, <script>, false",
        "/join, jakarta.faces.ViewState, stateless, false",
        "/agenda, jakarta.faces.ViewState, -123:456, false",
    })
    void aFormOutsideFacesMayCarryAnyView(String path, String name, String value, boolean passes) {
        assertEquals(passes, FormRules.goesPastFaces(path, form(name, value)));
    }

    /** Faces' scripts write the view state into every form of a page, also into those that Faces did not render. */
    @Test
    void everyFormThatFacesDidNotMakeGoesPastIt() throws IOException {
        var plainForm = Pattern.compile("<form\\b[^>]*\\baction=\"([^\"]+)\"");
        try (Stream<Path> files = Files.walk(Path.of("src/main/webapp"))) {
            List<String> actions = files.filter(file -> file.toString().endsWith(".xhtml"))
                    .flatMap(file -> plainForm.matcher(text(file)).results())
                    .map(form -> form.group(1))
                    .toList();
            assertFalse(actions.isEmpty());
            assertTrue(
                    actions.stream().allMatch(action -> FormRules.goesPastFaces(action, form())), actions.toString());
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The room's bean has not loaded the page when a form is answered. */
    @Test
    void aFormOfTheRoomIsSentByAScriptOfWhoIsLoggedIn() {
        var ofAScript = form("jakarta.faces.partial.ajax", "true", "jakarta.faces.source", "cancelling:cancel");
        assertTrue(FormRules.isOfAnOpenPage("/room", ofAScript, true, true));
        assertFalse(FormRules.isOfAnOpenPage("/room", ofAScript, true, false));
        assertFalse(FormRules.isOfAnOpenPage("/room.xhtml", form(), false, true));
    }

    @Test
    void aPageWithoutFormsSendsNone() {
        assertFalse(FormRules.isOfAnOpenPage("/index", form(), false, true));
        assertFalse(FormRules.isOfAnOpenPage("/notice.xhtml", form(), false, false));
    }

    @ParameterizedTest
    @CsvSource({
        "multipart/form-data; boundary=x, true",
        "Multipart/Mixed, true",
        " multipart/form-data, true",
        "application/x-www-form-urlencoded, false",
        "text/plain, false",
        ", false",
    })
    void pagesReadNothingInParts(String type, boolean parts) {
        assertEquals(parts, FormRules.isInParts(type));
    }

    @ParameterizedTest
    @CsvSource({
        "/agenda, true",
        "/passx, true",
        "/resourcesx, true",
        "/pass, false",
        "/resources/js/start.js, false",
        "/jakarta.faces.resource/core.js, false",
        "/socket/room, false"
    })
    void whatIsNoPageIsNamedExactly(String path, boolean page) {
        assertEquals(page, FormRules.isPage(path));
    }

    /** Mojarra stores each variant that is asked for, so nobody may invent one. */
    @ParameterizedTest
    @CsvSource({
        "/jakarta.faces.resource/core.js.xhtml, GET, ln=primefaces&v=15.0.13, false",
        "/jakarta.faces.resource/core.js.xhtml, HEAD, ln=primefaces&v=15.0.13, false",
        "/jakarta.faces.resource/core.js.xhtml, POST, ln=primefaces&v=15.0.13, true",
        "/jakarta.faces.resource/core.js.xhtml, GET, ln=primefaces&v=15.0.13&con=x, true",
        "/jakarta.faces.resource/core.js.xhtml, GET, con=x&ln=primefaces&v=15.0.13, true",
        "/jakarta.faces.resource/core.js.xhtml, GET, ln=primefaces&v=15.0.13&loc=x, true",
        "/jakarta.faces.resource/core.js.xhtml, GET, ln=another&v=1, true",
        "/jakarta.faces.resource/core.js.xhtml, GET, , true",
        "/jakarta.faces.resource/dynamiccontent.properties.xhtml, GET, ln=primefaces&v=15.0.13&pfdrid=x, true",
        "/jakarta.faces.resource, GET, con=x, true",
        "/join, GET, , false",
    })
    void onlyFilesThatOurPagesNameAreAskedOfFaces(String path, String method, String query, boolean unknown) {
        assertEquals(unknown, FormRules.isUnknownFile(path, method, query));
    }

    @ParameterizedTest
    @CsvSource({"con=x, true", "a=1&loc=x, true", "l%6Fc=x, true", "con, true", "control=x, false", "session=con, false"
    })
    void aPageHasNoVariants(String query, boolean refused) {
        assertEquals(refused, FormRules.speaksToFaces(query));
    }

    @Test
    void aFormHasNoVariants() {
        assertTrue(FormRules.choosesVariant(Map.of("loc", new String[] {"x"})));
        assertFalse(FormRules.choosesVariant(Map.of("location", new String[] {"x"})));
    }
}
