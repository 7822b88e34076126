package org.sessionroom.tests.driver;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests a Chromium: the machine's own, or the one that Playwright downloads if there is an internet connection. */
public final class Browsers implements ParameterResolver {

    /** With {@code -Dbrowser.window} people see what a test does. */
    private static final boolean WINDOW = System.getProperty("browser.window") != null;

    private static final List<String> WITH_WINDOW = List.of("chromium", "chromium-browser", "google-chrome");

    /** The first, which has no window, needs half the processor time of the others. */
    private static final List<String> NAMES = WINDOW
            ? WITH_WINDOW
            : Stream.concat(Stream.of("chromium-headless-shell"), WITH_WINDOW.stream())
                    .toList();

    /** The browser reaches only the room, and never waits for a user. */
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            // A fake camera with a counter and a fake microphone with beeps, allowed without a prompt.
            "--use-fake-device-for-media-stream",
            "--use-fake-ui-for-media-stream",
            "--allow-loopback-in-peer-connection",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-domain-reliability",
            "--metrics-recording-only",
            "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1 , EXCLUDE *.local");

    /** Closed by JUnit with its store, after the last test, or by the code that launched it. */
    public record Launched(Playwright playwright, Browser browser) implements AutoCloseable {

        public static Launched now() {
            return with(FLAGS);
        }

        /** Its microphone plays a recording in a loop. */
        public static Launched speaking(Path recording) {
            String flag = "--use-file-for-fake-audio-capture=" + recording.toAbsolutePath();
            return with(Stream.concat(FLAGS.stream(), Stream.of(flag)).toList());
        }

        /**
         * Asks for permission before a page gets the camera or microphone. A shell without a window cannot ask, and
         * supports no permission of devices, so this is the browser that people have.
         */
        public static Launched thatAsks() {
            return with(WITH_WINDOW, without("--use-fake-ui-for-media-stream"));
        }

        /** With the real devices of the machine; machines that run tests have none. */
        public static Launched withoutDevices() {
            return with(without("--use-fake-device-for-media-stream"));
        }

        private static List<String> without(String flag) {
            return FLAGS.stream().filter(one -> !one.equals(flag)).toList();
        }

        private static Launched with(List<String> flags) {
            return with(NAMES, flags);
        }

        private static Launched with(List<String> names, List<String> flags) {
            Optional<Path> installed = installed(names);
            Map<String, String> environment =
                    installed.isPresent() ? Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1") : Map.of();
            Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
            var options = new LaunchOptions().setArgs(flags).setHeadless(!WINDOW);
            installed.ifPresentOrElse(options::setExecutablePath, () -> options.setChannel("chromium"));
            try {
                return new Launched(playwright, playwright.chromium().launch(options));
            } catch (PlaywrightException e) {
                playwright.close();
                throw new IllegalStateException(
                        "The browser tests need a Chromium: install the packages chromium and chromium-headless-shell so that they"
                                + " stand on the PATH, or let Playwright download its own.",
                        e);
            }
        }

        @Override
        public void close() {
            browser.close();
            playwright.close();
        }
    }

    private static Optional<Path> installed(List<String> names) {
        return names.stream()
                .flatMap(name -> Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A new browser profile that shares nothing with others. */
    public static BrowserContext newVisitor(Browser browser) {
        return browser.newContext(visitor());
    }

    /** The same person, with the same cookies, in a profile that is otherwise empty. */
    public static BrowserContext newVisitorLike(BrowserContext visitor) {
        return visitor.browser().newContext(visitor().setStorageState(visitor.storageState()));
    }

    private static Browser.NewContextOptions visitor() {
        return new Browser.NewContextOptions()
                .setIgnoreHTTPSErrors(true)
                .setLocale("pt-BR")
                .setTimezoneId("America/Sao_Paulo")
                .setReducedMotion(com.microsoft.playwright.options.ReducedMotion.REDUCE)
                .setViewportSize(1440, 900);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Browser.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(Browsers.class))
                .getOrComputeIfAbsent(Launched.class, key -> Launched.now(), Launched.class)
                .browser();
    }
}
