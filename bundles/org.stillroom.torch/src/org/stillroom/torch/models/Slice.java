// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.models;

/**
 * A range of rows (dimension 0) of a stored tensor.
 *
 * @param name name of the stored tensor
 * @param fromRow first row, from 0
 * @param toRow row after the last one, or {@link #END}
 */
public record Slice(String name, long fromRow, long toRow) {

    /** Stands for the number of rows of the stored tensor. */
    public static final long END = Long.MAX_VALUE;

    public Slice {
        if (fromRow < 0 || toRow < fromRow) {
            throw new IllegalArgumentException(
                    "Rows " + fromRow + " to " + toRow + " of tensor " + name + " are not a range.");
        }
    }

    /** The whole tensor; the only slice that a tensor of no dimensions has. */
    public static Slice whole(String name) {
        return new Slice(name, 0, END);
    }

    /** Rows {@code from} (included) to {@code to} (excluded). */
    public static Slice rows(String name, long from, long to) {
        return new Slice(name, from, to);
    }

    boolean isWhole() {
        return fromRow == 0 && toRow == END;
    }
}
