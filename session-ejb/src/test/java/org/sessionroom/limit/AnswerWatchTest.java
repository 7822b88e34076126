package org.sessionroom.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.sessionroom.limit.AnswerWatch.Due;

class AnswerWatchTest {

    private final AnswerWatch watch = new AnswerWatch(Duration.ofSeconds(57));

    @Test
    void anAnswerThatIsNotReadIsSlowAndThenClosed() {
        assertEquals(Due.SLOW, look(true, 3));
        LongStream.range(4, 60).forEach(second -> assertEquals(Due.NOTHING, look(true, second)));
        assertEquals(Due.CLOSE, look(true, 60));
    }

    @Test
    void anAnswerThatBeginsLateHasTheSameDeadline() {
        LongStream.iterate(3, second -> second <= 300, second -> second + 3)
                .forEach(second -> assertEquals(Due.NOTHING, look(false, second)));
        assertEquals(Due.SLOW, look(true, 303));
        assertEquals(Due.NOTHING, look(true, 359));
        assertEquals(Due.CLOSE, look(true, 360));
    }

    private Due look(boolean begun, long second) {
        return watch.look(begun, TimeUnit.SECONDS.toNanos(second));
    }
}
