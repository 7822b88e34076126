package org.sessionroom.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessionroom.json.StrictJson;
import org.sessionroom.participant.ParticipantId;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionRejected;

class CallFramesTest {

    private static final String FROM = "01a204b3-f08d-7463-b80b-d8abaf6194f6";
    private static final String TO = "01a204b3-f08d-7463-b80b-d8abaf6194f7";
    private static final ParticipantId ANA = ParticipantId.parse("01a204b3-f08d-7463-b80b-d8abaf6194f8");
    private static final String IDS = "{\"from\":\"" + FROM + "\",\"to\":\"" + TO + "\",";

    private static JsonObject json(String text) {
        return StrictJson.parse(text.replace('\'', '"'));
    }

    private static JsonObject signalled(String rest) {
        return StrictJson.parse(CallFrames.signal(ANA, json(IDS + rest)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'hello':true}",
                "'bye':true}",
                "'description':{'type':'offer','sdp':'v=0'}}",
                "'description':{'type':'answer','sdp':'v=0'}}",
                "'description':{'type':'rollback'}}",
                "'description':{'type':'rollback','sdp':''}}",
                "'candidate':null}",
                "'candidate':{'candidate':''}}",
                "'candidate':{'candidate':'candidate:1','sdpMid':'0','usernameFragment':'a','sdpMLineIndex':0}}",
            })
    void whatIsKnownIsPassedOnAsItIs(String rest) {
        JsonObject frame = signalled(rest);
        JsonObject said = json(IDS + rest);
        said.forEach((key, value) -> assertEquals(value, frame.get(key)));
        assertEquals("signal", frame.getString("type"));
        assertEquals(ANA.toString(), frame.getString("by"));
        assertEquals(said.size() + 2, frame.size());
    }

    @Test
    void aFirstHelloNamesNobody() {
        JsonObject frame = StrictJson.parse(CallFrames.signal(ANA, json("{'from':'" + FROM + "','hello':true}")));
        assertFalse(frame.containsKey("to"));
    }

    @Test
    void whatIsNotKnownReachesNobody() {
        JsonObject frame = signalled("'by':'me','secret':1,'candidate':{'candidate':'','address':'192.0.2.1'}}");
        assertEquals(ANA.toString(), frame.getString("by"));
        assertFalse(frame.containsKey("secret"));
        assertEquals(json("{'candidate':''}"), frame.getJsonObject("candidate"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'from':'x','hello':true}",
                "{'from':'" + FROM + "','bye':true}",
                "{'from':'" + FROM + "','to':null,'hello':true}",
                "{'from':'" + FROM + "','to':'" + TO + "'}",
                "{'from':'" + FROM + "','to':'" + TO + "','hello':true,'bye':true}",
                "{'from':'" + FROM + "','to':'" + TO + "','hello':false}",
                "{'from':'" + FROM + "','to':'" + TO + "','hello':1}",
                "{'from':'" + FROM + "','to':'" + TO + "','description':null}",
                "{'from':'" + FROM + "','to':'" + TO + "','description':{'type':'offer'}}",
                "{'from':'" + FROM + "','to':'" + TO + "','description':{'type':'pranswer','sdp':''}}",
                "{'from':'" + FROM + "','to':'" + TO + "','description':{'type':'offer','sdp':7}}",
                "{'from':'" + FROM + "','to':'" + TO + "','candidate':{}}",
                "{'from':'" + FROM + "','to':'" + TO + "','candidate':'x'}",
                "{'from':'" + FROM + "','to':'" + TO + "','candidate':{'candidate':'','sdpMid':0}}",
                "{'from':'" + FROM + "','to':'" + TO + "','candidate':{'candidate':'','sdpMLineIndex':0.5}}",
            })
    void aSignalOutOfShapeIsRefused(String signal) {
        SessionRejected refusal = assertThrows(SessionRejected.class, () -> CallFrames.signal(ANA, json(signal)));
        assertEquals(Rejection.INVALID, refusal.rejection());
    }

    @Test
    void aScreenIsShownOnlyWhereItMayBeShared() {
        JsonObject media = json("{'microphone':true,'camera':false,'screen':true,'away':false,'level':'GOOD',"
                + "'check':'UNTESTED','address':'192.0.2.1'}");
        JsonObject shown = StrictJson.parse(CallFrames.media(ANA, media, true));
        assertTrue(shown.getBoolean("screen"));
        assertFalse(shown.containsKey("address"));
        assertFalse(StrictJson.parse(CallFrames.media(ANA, media, false)).getBoolean("screen"));
    }

    @Test
    void aPageThatDoesNotTellWhyThereIsNoPictureMeansNothingByIt() {
        String rest = "'microphone':true,'camera':false,'screen':false,'away':false,'level':'POOR','check':'FAIR'}";
        JsonObject silent = StrictJson.parse(CallFrames.media(ANA, json("{" + rest), false));
        JsonObject telling = StrictJson.parse(CallFrames.media(ANA, json("{'voiceFirst':true," + rest), false));
        assertFalse(silent.getBoolean("voiceFirst"));
        assertTrue(telling.getBoolean("voiceFirst"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'microphone':1,'camera':false,'screen':true,'away':false,'level':'GOOD','check':'GOOD'}",
                "{'microphone':true,'camera':false,'screen':true,'away':false,'level':'BEST','check':'GOOD'}",
                "{'microphone':true,'camera':false,'screen':true,'away':false,'level':'GOOD','check':null}",
                "{'microphone':true,'camera':false,'screen':true,'away':false,'voiceFirst':1,'level':'GOOD','check':'GOOD'}",
            })
    void mediaOutOfShapeIsRefused(String media) {
        assertThrows(SessionRejected.class, () -> CallFrames.media(ANA, json(media), true));
    }
}
