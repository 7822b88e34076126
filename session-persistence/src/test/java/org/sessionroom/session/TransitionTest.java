package org.sessionroom.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TransitionTest {

    /** Written out by hand from the lifecycle's definition, not read from the table under test. */
    private static final Map<String, Transition> ALLOWED = Map.of(
            "PENDING>ACTIVE", Transition.START,
            "ACTIVE>PAUSED", Transition.PAUSE,
            "PAUSED>ACTIVE", Transition.RESUME,
            "ACTIVE>COMPLETED", Transition.COMPLETE,
            "PENDING>CANCELLED", Transition.CANCEL,
            "ACTIVE>CANCELLED", Transition.CANCEL,
            "PAUSED>CANCELLED", Transition.CANCEL,
            "COMPLETED>CANCELLED", Transition.CANCEL,
            "CANCELLED>CANCELLED", Transition.CANCEL);

    static Stream<Arguments> everyPair() {
        return Stream.of(SessionStatus.values())
                .flatMap(from -> Stream.of(SessionStatus.values()).map(to -> Arguments.of(from, to)));
    }

    @ParameterizedTest
    @MethodSource("everyPair")
    void onlyTheDefinedWaysExist(SessionStatus from, SessionStatus to) {
        Optional<Transition> expected = Optional.ofNullable(ALLOWED.get(from + ">" + to));
        assertEquals(expected, Transition.between(from, to));
    }
}
