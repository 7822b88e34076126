package org.sessionroom.tests.driver;

import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sessionroom.launcher.Room;

/** The management port, as monitoring reads it. */
public record Management(Room room) {

    /** @param question live, ready or started; must be answered with 200 */
    public JsonObject health(String question) {
        return ask("/health/" + question).object();
    }

    /** The data of one check of readiness. */
    public JsonObject ready(String check) {
        return check("ready", check);
    }

    /** The data of one check of this kind. */
    public JsonObject check(String question, String check) {
        return health(question).getJsonArray("checks").getValuesAs(JsonObject.class).stream()
                .filter(each -> each.getString("name").equals(check))
                .findFirst()
                .orElseThrow()
                .getJsonObject("data");
    }

    /**
     * @param name of the metric with its labels, as a regular expression
     * @return 0 if the metric does not exist yet
     */
    public double metric(String name) {
        Matcher line = Pattern.compile("(?m)^" + name + " (\\S+)$")
                .matcher(ask("/prometheus").text());
        return line.find() ? Double.parseDouble(line.group(1)) : 0;
    }

    /** The server's time, to the second (RFC 9110, Date). */
    public Instant time() {
        return ZonedDateTime.parse(
                        ask("/health/live").header("Date").orElseThrow(), DateTimeFormatter.RFC_1123_DATE_TIME)
                .toInstant();
    }

    private Api.Answer ask(String path) {
        int port = room.nodes().get(0).ports().management();
        return Api.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)))
                .expect(200);
    }
}
