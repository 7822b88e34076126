package org.sessionroom.tests.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;

/**
 * The pages' scripts in a browser, without a server. The tests in session-web's {@code src/test/js} are exported functions; a
 * test fails by throwing. A file is named by its capability and its name, such as {@code chat/chat-view}.
 */
public final class PageScripts implements AutoCloseable {

    /** Browsers give devices to pages of localhost without TLS. Nothing listens there: the test gives every answer. */
    private static final String NOBODY = "http://localhost";

    private static final Path SCRIPTS = Path.of("../session-web/src/main/webapp/resources/js");
    private static final Path TESTS = Path.of("../session-web/src/test/js");
    private static final String TEST = ".test.js";

    private final Page page;

    private PageScripts(Page page) {
        this.page = page;
    }

    /** An empty page, the scripts from the source folder, and a socket that echoes. */
    public static PageScripts alone(Browser browser) {
        Page page = Browsers.newVisitor(browser).newPage();
        page.route(
                NOBODY + "/",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("text/html; charset=utf-8")
                        .setBody("<!doctype html><html lang=\"en\"><body></body></html>")));
        serve(page, "resources/js", SCRIPTS);
        serve(page, "js-tests", TESTS);
        page.routeWebSocket(
                NOBODY.replace("http", "ws") + "/socket/check",
                line -> line.onMessage(frame -> line.send(frame.text())));
        page.navigate(NOBODY + "/");
        return new PageScripts(page);
    }

    private static void serve(Page page, String folder, Path files) {
        page.route(
                NOBODY + "/" + folder + "/**",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("text/javascript; charset=utf-8")
                        .setPath(files.resolve(
                                URI.create(route.request().url()).getPath().substring(folder.length() + 2)))));
    }

    public Page page() {
        return page;
    }

    /** The files of the capabilities that are selected. */
    public static List<String> files(Predicate<String> capability) {
        try (Stream<Path> files = Files.walk(TESTS)) {
            return files.map(file -> TESTS.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> file.endsWith(TEST) && capability.test(file.substring(0, file.indexOf('/'))))
                    .map(file -> file.substring(0, file.length() - TEST.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A test for every function of these files. */
    public Stream<DynamicContainer> tests(List<String> files) {
        assertFalse(files.isEmpty());
        return files.stream()
                .map(file -> dynamicContainer(
                        file,
                        functions(file).stream()
                                .map(function -> dynamicTest(
                                        function,
                                        () -> page.evaluate(
                                                "async ([file, name]) => { await (await import(`/js-tests/${file}.test.js`))[name](); }",
                                                List.of(file, function))))));
    }

    /** Starts the tests of these files, one after the other, without waiting for them. */
    public void begin(List<String> files) {
        page.evaluate("""
                (files) => {
                  const failures = {};
                  const attempt = async (test) => {
                    try {
                      await test();
                      return "";
                    } catch (failure) {
                      return failure.stack || String(failure);
                    }
                  };
                  window.failures = (async () => {
                    for (const file of files) {
                      const tests = await import(`/js-tests/${file}.test.js`);
                      for (const [name, test] of Object.entries(tests)) failures[`${file} ${name}`] = await attempt(test);
                    }
                    return failures;
                  })();
                }""", files);
    }

    /** The results of the tests that were started, after all of them have ended. */
    public Stream<DynamicContainer> ended(List<String> files) {
        return files.stream()
                .map(file -> dynamicContainer(
                        file,
                        functions(file).stream()
                                .map(function -> dynamicTest(
                                        function,
                                        () -> assertEquals(
                                                "",
                                                page.evaluate(
                                                        "async (test) => (await window.failures)[test]",
                                                        file + " " + function))))));
    }

    private List<String> functions(String file) {
        @SuppressWarnings("unchecked")
        var names = (List<String>)
                page.evaluate("async (file) => Object.keys(await import(`/js-tests/${file}.test.js`))", file);
        assertFalse(names.isEmpty(), file);
        return names;
    }

    @Override
    public void close() {
        page.context().close();
    }
}
