package org.sessionroom.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessionroom.session.FieldFault;
import org.sessionroom.session.FieldFault.Kind;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionRejected;

class StrictJsonTest {

    private static final String ID = "01a204b3-f08d-7463-b80b-d8abaf6194f6";

    private enum Mood {
        CALM
    }

    private static JsonObject json(String text) {
        return StrictJson.parse(text.replace('\'', '"'));
    }

    private static void isRefused(Kind kind, String text, BiFunction<JsonObject, String, ?> reader) {
        SessionRejected refusal = assertThrows(SessionRejected.class, () -> reader.apply(json(text), "m"), text);
        assertEquals(Rejection.INVALID, refusal.rejection());
        assertEquals(new FieldFault("m", kind, ""), refusal.fault().orElseThrow(), text);
    }

    private static Mood mood(JsonObject json, String key) {
        return StrictJson.constant(Mood.class, json, key);
    }

    private static String brief(JsonObject json, String key) {
        return StrictJson.text(json, key, 3);
    }

    @Test
    void membersOfTheirTypeAreRead() {
        assertEquals("", StrictJson.text(json("{'m':''}"), "m"));
        assertEquals("abc", brief(json("{'m':'abc'}"), "m"));
        assertEquals(-1.5, StrictJson.number(json("{'m':-1.5}"), "m"));
        assertEquals(7, StrictJson.whole(json("{'m':7}"), "m"));
        assertEquals(true, StrictJson.flag(json("{'m':true}"), "m"));
        assertEquals(UUID.fromString(ID), StrictJson.id(json("{'m':'" + ID + "'}"), "m"));
        assertEquals(Mood.CALM, mood(json("{'m':'CALM'}"), "m"));
        assertEquals(json("{'a':1}"), StrictJson.object(json("{'m':{'a':1}}"), "m"));
    }

    @Test
    void aMissingMemberIsNamed() {
        isRefused(Kind.MISSING, "{}", StrictJson::text);
        isRefused(Kind.MISSING, "{}", StrictJson::number);
        isRefused(Kind.MISSING, "{}", StrictJson::whole);
        isRefused(Kind.MISSING, "{}", StrictJson::flag);
        isRefused(Kind.MISSING, "{}", StrictJson::id);
        isRefused(Kind.MISSING, "{}", StrictJson::object);
        isRefused(Kind.MISSING, "{}", StrictJsonTest::mood);
    }

    @Test
    void aMemberOfAnotherTypeIsNamed() {
        isRefused(Kind.WRONG_TYPE, "{'m':null}", StrictJson::text);
        isRefused(Kind.WRONG_TYPE, "{'m':'abcd'}", StrictJsonTest::brief);
        isRefused(Kind.WRONG_TYPE, "{'m':'1'}", StrictJson::number);
        isRefused(Kind.WRONG_TYPE, "{'m':1e999}", StrictJson::number);
        isRefused(Kind.WRONG_TYPE, "{'m':1.000000000000000000000001}", StrictJson::number);
        isRefused(Kind.WRONG_TYPE, "{'m':0.5}", StrictJson::whole);
        isRefused(Kind.OUT_OF_RANGE, "{'m':2147483648}", StrictJson::whole);
        isRefused(Kind.WRONG_TYPE, "{'m':1}", StrictJson::flag);
        isRefused(Kind.MALFORMED, "{'m':'1-1-1-1-1'}", StrictJson::id);
        isRefused(Kind.UNKNOWN, "{'m':'calm'}", StrictJsonTest::mood);
        isRefused(Kind.WRONG_TYPE, "{'m':[]}", StrictJson::object);
    }

    @Test
    void anOptionalMemberMayBeMissingOrNullButNotOfAnotherType() {
        assertEquals(Optional.empty(), StrictJson.optional(json("{}"), "m", StrictJson::number));
        assertEquals(Optional.empty(), StrictJson.optional(json("{'m':null}"), "m", StrictJson::number));
        assertEquals(Optional.of(2.0), StrictJson.optional(json("{'m':2}"), "m", StrictJson::number));
        isRefused(Kind.WRONG_TYPE, "{'m':'2'}", (from, key) -> StrictJson.optional(from, key, StrictJson::number));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "null", "{", "{'m':1,'m':2}", "{'m':{'a':1,'a':2}}", "{'m':}", "{} more", "{}{}", "{},"
            })
    void aTextThatIsNotOneObjectIsNotRead(String text) {
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> assertThrows(RuntimeException.class, () -> json(text)));
    }
}
