package org.sessionroom.record;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.Period;
import java.util.UUID;
import org.sessionroom.session.SessionId;

/**
 * The proof of one erasure (LGPD, art. 15, 16 and 37): which class of data, how much, when and by which rule. Append-only (the database
 * enforces it), written in the transaction that erases, and never any content.
 */
@Entity
@Table(name = "erasure_receipt")
public class ErasureReceiptEntity {

    @Id
    private UUID id;

    @Column(name = "session_id")
    private UUID sessionId;

    @Column(name = "appointment_id")
    private UUID appointmentId;

    @Enumerated(EnumType.STRING)
    private RetentionClass retention;

    private String period;

    @Column(name = "counted_from")
    private Instant countedFrom;

    @Column(name = "erased_at")
    private Instant erasedAt;

    @Column(name = "erased_keys")
    private int erasedKeys;

    @Column(name = "erased_rows")
    private int erasedRows;

    protected ErasureReceiptEntity() {}

    private ErasureReceiptEntity(
            UUID id, UUID appointment, RetentionClass retention, Instant countedFrom, Erased erased, Instant now) {
        this.id = id;
        this.appointmentId = appointment;
        this.retention = retention;
        this.period = retention.kept().toString();
        this.countedFrom = countedFrom;
        this.erasedAt = now;
        this.erasedKeys = erased.keys();
        this.erasedRows = erased.rows();
    }

    /** For data of a session. @param countedFrom when its period began */
    public static ErasureReceiptEntity of(
            UUID id,
            SessionId session,
            UUID appointment,
            RetentionClass retention,
            Instant countedFrom,
            Erased erased,
            Instant now) {
        ErasureReceiptEntity receipt = new ErasureReceiptEntity(id, appointment, retention, countedFrom, erased, now);
        receipt.sessionId = session.value();
        return receipt;
    }

    /** For an appointment whose room was never opened. @param countedFrom the time for which it was booked */
    public static ErasureReceiptEntity ofAppointment(
            UUID id, UUID appointment, Instant countedFrom, Erased erased, Instant now) {
        return new ErasureReceiptEntity(id, appointment, RetentionClass.SESSION, countedFrom, erased, now);
    }

    public RetentionClass retention() {
        return retention;
    }

    /** How long the class was kept at that time. */
    public Period period() {
        return Period.parse(period);
    }

    public Instant erasedAt() {
        return erasedAt;
    }

    public Erased erased() {
        return new Erased(erasedKeys, erasedRows);
    }

    /**
     * How much was erased.
     *
     * @param keys destroyed data keys
     * @param rows deleted rows
     */
    public record Erased(int keys, int rows) {

        /** Whether there was anything to erase. */
        public boolean isNothing() {
            return keys + rows == 0;
        }

        public Erased and(Erased other) {
            return new Erased(keys + other.keys, rows + other.rows);
        }
    }
}
