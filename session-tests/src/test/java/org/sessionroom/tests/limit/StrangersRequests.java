package org.sessionroom.tests.limit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.sessionroom.tests.driver.RawHttp;
import org.sessionroom.tests.driver.RawHttp.Answer;

/** Requests of all kinds that somebody without a login may send. */
final class StrangersRequests {

    private static final String FORM = "application/x-www-form-urlencoded";

    /** As our pages send it: a UUID in base64. */
    private static final String NONCE = "MWRhNjc4ZDgtZjQwNy00OTc3LWFjYzAtMzRjNjJkMjIwMmYy";

    private StrangersRequests() {}

    /** Sends each of them once. */
    static List<Answer> everythingOnce(RawHttp http) {
        var answers = new ArrayList<Answer>();
        for (String path :
                List.of("/", "/join", "/agenda", "/room", "/session", "/notice", "/nowhere", "/resources/x")) {
            for (String query : List.of(
                    "",
                    "?code=1",
                    "?code=1&state=2",
                    "?code",
                    "?error",
                    "?error=x",
                    "?prompt",
                    "?%63ode=1",
                    "?x%26code=1",
                    "?prompt=%25zz",
                    "?access_token=x",
                    "?access_token",
                    "?jakarta.faces.ViewState=",
                    "?jakarta.faces.ViewState=stateless")) {
                answers.add(http.get(path + query));
            }
            for (String body : List.of(
                    "",
                    "x=1",
                    "%zz=%zz",
                    "jakarta.faces.ViewState=",
                    "jakarta.faces.ViewState=stateless",
                    "jakarta.faces.ViewState=1:2",
                    "jakarta.faces.ViewState=garbage",
                    "javax.faces.ViewState=x",
                    // PrimeFaces treats such a request as one of a script because of this parameter alone; Faces does
                    // not.
                    "jakarta.faces.partial.ajax=true",
                    "jakarta.faces.partial.ajax=true&jakarta.faces.source=x",
                    "jakarta.faces.ViewState=stateless&primefaces.nonce=" + NONCE
                            + "&jakarta.faces.partial.ajax=true&jakarta.faces.source=join",
                    "jakarta.faces.ViewState=stateless&primefaces.nonce=AAAAAAAAAAAA&jakarta.faces.partial.ajax=true",
                    "jakarta.faces.ViewState=stateless&primefaces.nonce=AAAAAAAAAAAA&jakarta.faces.RenderKitId=XX",
                    "jakarta.faces.ViewState=stateless&primefaces.nonce=AAAAAAAAAAAA&join=join&join:name=a%00b",
                    manyParameters())) {
                answers.add(http.post(path, body));
            }
            answers.add(http.send("POST", path, "--b\r\nbroken", "Content-Type: multipart/form-data; boundary=b"));
            answers.add(http.send("POST", path, "x", "Content-Type: multipart/form-data"));
            answers.add(http.post(path, "jakarta.faces.ViewState=", "Faces-Request: partial/ajax"));
            answers.add(http.post(path, "jakarta.faces.partial.ajax=true", "Origin: https://evil.example"));
            answers.add(http.post(
                    path,
                    "jakarta.faces.partial.ajax=true",
                    "Faces-Request: partial/ajax",
                    "Origin: https://evil.example"));
            for (String method : List.of("PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE", "FOO")) {
                answers.add(http.send(method, path, ""));
            }
            for (String header : List.of(
                    "Authorization: Bearer x",
                    "Authorization: Basic eDp5",
                    "Cookie: JSESSIONID=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                    "Cookie: " + "a=b; ".repeat(150),
                    "Cookie: " + "a=b; ".repeat(250),
                    "Cookie: a=\u0080",
                    "Faces-Request: partial/ajax",
                    "If-Modified-Since: zz",
                    "Cookie: guest=a.b.c",
                    "Cookie: x=\"open",
                    "Cookie: csfcfc=X",
                    "Range: bytes=0-,5-1",
                    "Accept-Language: %%;q=z",
                    "Content-Type: multipart/mixed; q=a",
                    "Expect: 100-continue")) {
                answers.add(http.get(path, header));
            }
        }
        for (String path : List.of("/api/me", "/api/nowhere", "/openapi")) {
            answers.add(http.get(path, "Accept: ;;;"));
            answers.add(http.get(path, "Accept: a/b;q=x"));
            answers.add(http.get(path, "Authorization: Bearer garbage"));
            answers.add(http.get(path, "Content-Type: a/b; q=x"));
        }
        for (String query : List.of("?code=1&state=2", "?error=x", "?code", "?state=1", "?scope", "?prompt=login")) {
            answers.add(http.get("/login" + query));
        }
        answers.add(http.send("POST", "/login", "x=1", "Content-Type: " + FORM));
        answers.add(http.send("POST", "/api/token", "a=b", "Content-Type: " + FORM + "; q=x"));
        return answers;
    }

    private static String manyParameters() {
        return String.join(
                "&", IntStream.range(0, 1500).mapToObj(i -> "a" + i + "=1").toList());
    }
}
