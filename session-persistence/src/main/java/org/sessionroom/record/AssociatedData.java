package org.sessionroom.record;

import java.util.UUID;

/**
 * The place of an encrypted value. It is authenticated with the value, so a ciphertext copied to another row or column
 * cannot be decrypted there.
 *
 * @param row identifies the row within the table
 */
public record AssociatedData(String table, String column, String row) {

    public AssociatedData(String table, String column, UUID row) {
        this(table, column, row.toString());
    }
}
