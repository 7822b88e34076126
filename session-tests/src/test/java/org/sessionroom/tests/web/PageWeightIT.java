package org.sessionroom.tests.web;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.Browsers;
import org.sessionroom.tests.driver.ClientWindow;
import org.sessionroom.tests.driver.HttpVisitor;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.TherapistWindow;
import org.sessionroom.tests.web.PageTraffic.Answer;

/** How many bytes the pages transfer, and which files a browser caches. */
@ExtendWith({RunningRoom.class, Browsers.class})
class PageWeightIT {

    /** Bytes, with an empty cache and before the video call. The therapist's room has PrimeFaces' components. */
    private static final long THERAPISTS_ROOM = 560_000;

    /** On a phone; without jQuery and any component. */
    private static final long CLIENTS_ROOM = 300_000;

    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final Pattern VERSIONED = Pattern.compile("/resources/[0-9a-f]{16}/.+");

    private static TherapistWindow helena;
    private static ClientWindow rita;
    private static String link;
    private static String therapistsRoom;

    @BeforeAll
    static void openARoom(Room room, Browser browser) {
        helena = TherapistWindow.loggedIn(browser, room, DemoPerson.HELENA);
        String name = "Rita " + UUID.randomUUID();
        helena.books(name, "");
        link = helena.opensRoomOf(name);
        therapistsRoom = helena.enters().page().url();
        rita = ClientWindow.at(browser, link);
    }

    @AfterAll
    static void close() {
        helena.page().context().close();
        rita.page().context().close();
    }

    @Test
    void theRoomAndThePagesBeforeItAreLightAndTheirFilesAreKept(Room room) {
        PageTraffic therapist = PageTraffic.of(helena.page());
        PageTraffic client = PageTraffic.of(rita.page());
        isWellServed(therapist, therapist.coldLoad(room.url() + "/agenda"));
        isLight(therapist, therapist.coldLoad(therapistsRoom), THERAPISTS_ROOM);
        isWellServed(client, client.coldLoad(link));
        String clientsRoom = rita.joins().page().url();
        List<Answer> light = client.coldLoad(clientsRoom);
        isLight(client, light, CLIENTS_ROOM);
        assertTrue(light.stream().noneMatch(Answer::isOfPrimeFaces), light::toString);
    }

    private static void isLight(PageTraffic traffic, List<Answer> room, long budget) {
        isWellServed(traffic, room);
        long weight = room.stream().mapToLong(Answer::transferred).sum();
        System.out.printf("%s: %,d bytes in %d answers%n", room.get(0).address().getPath(), weight, room.size());
        assertTrue(weight < budget, () -> weight + " bytes: " + room);
    }

    /** All files exist and come from our own origin, and immutable files are cached permanently. */
    private static void isWellServed(PageTraffic traffic, List<Answer> page) {
        URI origin = page.get(0).address();
        assertAll(traffic.asked().stream()
                .map(address -> () -> assertEquals(origin.getAuthority(), address.getAuthority())));
        assertAll(page.stream().map(answer -> () -> {
            assertTrue(answer.status() < 400, answer::toString);
            assertTrue(answer.kept() || answer.transferred() > 0, answer::toString);
        }));
        List<Answer> assets = page.stream().filter(Answer::isAsset).toList();
        assertFalse(assets.isEmpty());
        assertAll(assets.stream().map(asset -> () -> {
            assertTrue(VERSIONED.matcher(asset.address().getPath()).matches(), asset::toString);
            assertEquals(FOR_EVER, asset.header("cache-control"), asset::toString);
        }));
        assertAll(page.stream().filter(Answer::isOfPrimeFaces).map(answer -> () -> {
            assertTrue(answer.address().getQuery().contains("v="), answer::toString);
            assertEquals("max-age=604800", answer.header("cache-control"), answer::toString);
        }));
        assertAll(page.stream()
                .filter(answer -> answer.header("content-type").matches("text/(css|javascript).*|image/svg.*"))
                .map(answer -> () -> assertEquals("gzip", answer.header("content-encoding"), answer::toString)));
    }

    /** Over HTTP: Chromium does not cache answers from a server with an untrusted certificate. */
    @Test
    void aSecondVisitFetchesNoFileAgain(Room room, Browser browser) {
        var page = Browsers.newVisitor(browser).newPage();
        PageTraffic traffic = PageTraffic.of(page);
        String join = HttpVisitor.origin(room).resolve("/join").toString();
        assertTrue(traffic.load(join).stream().noneMatch(Answer::kept));
        List<Answer> files = traffic.load(join).stream()
                .filter(answer -> answer.isAsset() || answer.isOfPrimeFaces())
                .toList();
        assertFalse(files.isEmpty());
        assertAll(files.stream().map(file -> () -> assertTrue(file.kept(), file::toString)));
        page.context().close();
    }

    @Test
    void aFileUnderAnotherVersionsNameIsOursButNotKept(Room room) {
        var visitor = new HttpVisitor(room);
        for (String path : List.of("/resources/css/tokens.css", "/resources/0123456789abcdef/css/tokens.css")) {
            HttpResponse<String> answer = visitor.get(path);
            assertEquals(200, answer.statusCode(), path);
            assertTrue(answer.body().contains("--paper"), path);
            assertEquals("no-cache", header(answer, "Cache-Control"), path);
            HttpResponse<String> again = visitor.send(
                    HttpRequest.newBuilder(visitor.address(path)).header("If-None-Match", header(answer, "ETag")));
            assertEquals(304, again.statusCode(), path);
        }
    }

    @Test
    void aFileThatIsNotThereIsNotThereUnderAnyNameAndThatIsNotKept(Room room) {
        var visitor = new HttpVisitor(room);
        Matcher current = Pattern.compile("/resources/[0-9a-f]{16}/")
                .matcher(visitor.get("/").body());
        assertTrue(current.find());
        for (String path : List.of(
                "/resources/",
                "/resources/css/nothing.css",
                current.group() + "css/nothing.css",
                current.group() + "../WEB-INF/web.xml",
                current.group() + "%2e%2e/WEB-INF/web.xml",
                "/jakarta.faces.resource/nothing.js?ln=primefaces&v=15.0.13")) {
            HttpResponse<String> answer = visitor.get(path);
            assertEquals(404, answer.statusCode(), path);
            assertEquals("no-store", header(answer, "Cache-Control"), path);
        }
    }

    @Test
    void somebodyWhoCannotUnzipGetsThePlainBytes(Room room) {
        var visitor = new HttpVisitor(room);
        for (String refusal : List.of("identity", "gzip;q=0", "br")) {
            HttpResponse<String> answer =
                    visitor.send(HttpRequest.newBuilder(visitor.address("/resources/css/tokens.css"))
                            .header("Accept-Encoding", refusal));
            assertNotEquals("gzip", header(answer, "Content-Encoding"), refusal);
            assertTrue(answer.body().contains("--paper"), refusal);
            assertEquals("Accept-Encoding", header(answer, "Vary"), refusal);
        }
    }

    /** BREACH: a page contains secrets beside text that an attacker can put into its address. */
    @Test
    void aPageIsNeverZipped(Room room) {
        var visitor = new HttpVisitor(room);
        for (String path : List.of("/", "/join", "/notice?about=GOODBYE")) {
            HttpResponse<String> answer =
                    visitor.send(HttpRequest.newBuilder(visitor.address(path)).header("Accept-Encoding", "gzip"));
            assertEquals("", header(answer, "Content-Encoding"), path);
            assertEquals("no-store", header(answer, "Cache-Control"), path);
        }
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
