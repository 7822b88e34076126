package org.sessionroom.appointment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sessionroom.Messages;
import org.sessionroom.session.FieldFault;
import org.sessionroom.session.FieldFault.Kind;
import org.sessionroom.session.SessionRejected;

class BookingFormTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 12, 2);

    private static Booking booked(String date) {
        BookingForm form = new BookingForm(UUID.randomUUID());
        form.setClientName("Ana Martins");
        form.setDate(date);
        form.setTime("10:00");
        return form.booking("paulo", "Dr. Paulo Rezende", Messages.PORTUGUESE, TODAY);
    }

    @Test
    void aDayThatIsOverIsRefused() {
        for (String past : List.of("2020-01-01", "2026-12-01")) {
            SessionRejected refusal = assertThrows(SessionRejected.class, () -> booked(past));
            assertEquals(new FieldFault("date", Kind.PAST, ""), refusal.fault().orElseThrow());
        }
    }
}
