package org.sessionroom.tests;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The call's scripts in a browser with made-up devices, without a server: two calls in one page, and a line between them
 * that the tests hold in their hands. The tests in js-tests are exported functions; one that throws has failed.
 */
@ExtendWith(Browsers.class)
class CallScriptsIT {

    private static final List<String> FILES =
            List.of("call-quality", "call-devices", "call-network", "call", "call-line");

    /** Browsers give devices to pages of this machine without TLS. Nothing listens there: every answer is ours. */
    private static final String ORIGIN = "http://localhost";

    private static final Path PAGES = Path.of("../session-web/src/main/webapp");

    private static Page page;

    @BeforeAll
    static void openAnEmptyPage(Browser browser) {
        BrowserContext visitor = Browsers.newVisitor(browser);
        page = visitor.newPage();
        page.route(ORIGIN + "/**", CallScriptsIT::answer);
        page.routeWebSocket(
                ORIGIN.replace("http", "ws") + "/socket/check",
                line -> line.onMessage(frame -> {
                    if (frame.text() != null) {
                        line.send(frame.text());
                    }
                }));
        page.navigate(ORIGIN + "/");
    }

    @AfterAll
    static void close() {
        page.context().close();
    }

    private static void answer(Route route) {
        String path = URI.create(route.request().url()).getPath();
        var answer = new Route.FulfillOptions();
        if (path.equals("/")) {
            answer.setContentType("text/html; charset=utf-8")
                    .setBody("<!doctype html><html lang=en><body></body></html>");
        } else {
            answer.setContentType("text/javascript; charset=utf-8").setBodyBytes(script(path));
        }
        route.fulfill(answer);
    }

    private static byte[] script(String path) {
        if (!path.startsWith("/js-tests/")) {
            try {
                return Files.readAllBytes(PAGES.resolve(path.substring(1)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        try (var script = CallScriptsIT.class.getResourceAsStream(path)) {
            return script.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @TestFactory
    Stream<DynamicContainer> scripts() {
        return FILES.stream()
                .map(file -> dynamicContainer(
                        file,
                        functions(file).stream()
                                .map(function -> dynamicTest(
                                        function,
                                        () -> page.evaluate(
                                                "async ([file, name]) => { await (await import(`/js-tests/${file}.test.js`))[name](); }",
                                                List.of(file, function))))));
    }

    private static List<String> functions(String file) {
        @SuppressWarnings("unchecked")
        var names = (List<String>)
                page.evaluate("async (file) => Object.keys(await import(`/js-tests/${file}.test.js`))", file);
        assertFalse(names.isEmpty(), file);
        return names;
    }
}
