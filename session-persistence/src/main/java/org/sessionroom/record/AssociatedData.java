package org.sessionroom.record;

import java.util.UUID;

/**
 * Where a sealed value belongs. It is authenticated with the value, so that a ciphertext copied to another row or column
 * does not open there.
 *
 * @param row identifies the row within the table
 */
public record AssociatedData(String table, String column, String row) {

    public AssociatedData(String table, String column, UUID row) {
        this(table, column, row.toString());
    }
}
