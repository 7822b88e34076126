package org.sessionroom.transcript;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.enterprise.event.Event;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sessionroom.participant.ParticipantId;
import org.sessionroom.participant.ParticipantRole;
import org.sessionroom.participant.Person;
import org.sessionroom.participant.Seat;
import org.sessionroom.provider.api.Reason;
import org.sessionroom.provider.api.SpeechResult.ErrorReported;
import org.sessionroom.provider.api.SpeechResult.LostSpeech;
import org.sessionroom.provider.api.SpeechResult.PartialText;
import org.sessionroom.provider.api.SpeechResult.RecognisedUtterance;
import org.sessionroom.provider.api.SpeechResult.StateChanged;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.TranscriptTerms;

/** What becomes of each kind of result. */
class RecognitionListenerTest {

    private static final UUID STREAM = UUID.fromString("01a204b3-f08d-7463-b80b-d8abaf6194f6");
    private static final SessionId SESSION = new SessionId(UUID.randomUUID());
    private static final ParticipantId ANA = new ParticipantId(UUID.randomUUID());
    private static final Instant FROM = Instant.parse("2026-11-26T14:00:00Z");
    private static final Instant TO = FROM.plusSeconds(1);

    private final RecognitionListener listener = new RecognitionListener();
    private final Microphones microphones = new Microphones();
    private final List<Object> stored = new ArrayList<>();
    private final List<Object> shown = new ArrayList<>();

    private final class Storing extends TranscriptionService {

        @Override
        public void said(RecognisedUtterance heard) {
            stored.add(heard);
        }

        @Override
        public void missed(UUID stream, Instant from, Instant to, GapReason reason) {
            stored.add(List.of(stream, from, to, reason));
        }
    }

    @BeforeEach
    void inject() throws ReflectiveOperationException {
        inject("transcriptionService", new Storing());
        inject("microphones", microphones);
        Object event = Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Event.class}, (self, method, arguments) -> {
                    shown.add(arguments[0]);
                    return null;
                });
        inject("partials", event);
        inject("listening", event);
        Seat seat = new Seat(Person.therapist("paulo"), SESSION, ANA);
        microphones.add(new Microphone(
                STREAM, new TranscriptTerms(SESSION, 1, null), seat, ParticipantRole.THERAPIST, "pt-BR", null));
    }

    private void inject(String field, Object value) throws ReflectiveOperationException {
        Field injected = RecognitionListener.class.getDeclaredField(field);
        injected.setAccessible(true);
        injected.set(listener, value);
    }

    @Test
    void anUtteranceIsStoredAsItWasRecognised() {
        var utterance = new RecognisedUtterance(STREAM, 1, "a", "bom dia", FROM, TO, OptionalDouble.of(0.5), true);
        listener.store(utterance);
        assertEquals(List.of(utterance), stored);
    }

    @ParameterizedTest
    @CsvSource({
        "STALLED, OVERLOADED",
        "OUT_OF_QUOTA, RECOGNISER_REFUSED",
        "DROPPED, RECOGNISER_LOST",
        "TOO_LARGE, RECOGNISER_LOST"
    })
    void lostSpeechIsStoredAsAGapWithItsCause(Reason reason, GapReason stored) {
        listener.store(new LostSpeech(STREAM, FROM, TO, reason));
        assertEquals(List.of(List.of(STREAM, FROM, TO, stored)), this.stored);
    }

    @Test
    void partialTextIsShownWithItsSpeakerAndNotStored() {
        listener.show(new PartialText(STREAM, FROM, " bom\u202E dia "));
        assertEquals(List.of(new PartialHeard(SESSION, ANA, FROM, "bom dia")), shown);
        assertEquals(List.of(), stored);
    }

    @ParameterizedTest
    @CsvSource({"LISTENING, ON", "RECONNECTING, RECONNECTING", "LOST, LOST"})
    void aStateIsShownWithTheSpeaker(StateChanged.State state, Listening listening) {
        listener.show(new StateChanged(STREAM, state));
        assertEquals(List.of(new ListeningChanged(SESSION, ANA, listening)), shown);
    }

    @Test
    void anErrorIsOnlyLogged() {
        listener.show(new ErrorReported(STREAM, Reason.DROPPED));
        assertEquals(List.of(), shown);
        assertEquals(List.of(), stored);
    }

    @Test
    void aStreamWithoutASpeakerShowsNothing() {
        listener.show(new PartialText(UUID.randomUUID(), FROM, "bom dia"));
        listener.show(new StateChanged(UUID.randomUUID(), StateChanged.State.LOST));
        assertEquals(List.of(), shown);
    }
}
