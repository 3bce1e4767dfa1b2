// SPDX-License-Identifier: EPL-2.0
package org.stillroom.world;

/** Where the first of two things stands, seen from the second. */
public enum Relation {
    ABOVE("above"),
    BELOW("below"),
    LEFT("to the left of"),
    RIGHT("to the right of");

    private final String words;

    Relation(String words) {
        this.words = words;
    }

    /** @return the words that captions use: {@code to the left of} */
    public String words() {
        return words;
    }

    /** @return the relation seen from the other thing: {@code BELOW} for {@code ABOVE} */
    public Relation reversed() {
        return switch (this) {
            case ABOVE -> BELOW;
            case BELOW -> ABOVE;
            case LEFT -> RIGHT;
            case RIGHT -> LEFT;
        };
    }

    /** @return whether the two stand over each other rather than side by side */
    public boolean upright() {
        return this == ABOVE || this == BELOW;
    }
}
