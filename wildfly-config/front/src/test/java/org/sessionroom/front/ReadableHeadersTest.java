package org.sessionroom.front;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadableHeadersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "application/json",
                "application/json; charset=utf-8",
                "application/x-www-form-urlencoded;charset=UTF-8",
                "multipart/form-data; boundary=----WebKitFormBoundaryq=7",
                "application/vnd.api+json ; profile=\"a;b\"",
                "text/plain;"
            })
    void oneMediaTypeIsRead(String type) {
        assertTrue(ReadableHeaders.isContentType(List.of(type)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json; q=abc",
                "application/json;q=",
                "multipart/mixed; boundary=x; Q = a",
                "application/json; qs=1",
                "application/json; q",
                "application/json;q;charset=utf-8",
                "application/json;\u0001q=abc",
                "json",
                "/",
                "application/json, text/plain"
            })
    void whatTheApiWouldFailAtIsNot(String type) {
        assertFalse(ReadableHeaders.isContentType(List.of(type)));
    }

    @Test
    void norIsALongOne() {
        assertFalse(ReadableHeaders.isContentType(List.of("a/" + "b".repeat(32_000) + "@")));
    }

    @Test
    void norAreTwo() {
        assertFalse(ReadableHeaders.isContentType(List.of("application/json", "application/json")));
    }
}
