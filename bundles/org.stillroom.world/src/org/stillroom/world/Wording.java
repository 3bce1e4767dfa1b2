// SPDX-License-Identifier: EPL-2.0
package org.stillroom.world;

/** How captions are worded. */
public enum Wording {

    /** What is to be seen and nothing else: {@code a red circle above a blue square}. */
    PLAIN,
    /**
     * Told within what no picture shows: names, dates, chatter, styles and the weather. At most 50 words and points
     * and the caption: with the letters of a sign no more than 64 together.
     */
    PROSE;

    private static final int MOST = 50;

    /** Beside the three streams of scenes. */
    private static final int STREAM = 3;

    /**
     * @param seed as of the scene
     * @param index as of the scene
     * @return the caption of a scene of a split; what is said around it is of the same split
     */
    String tell(Scene scene, long seed, Split split, long index) {
        return this == PLAIN ? scene.caption()
                : Language.tell(scene, split, Dice.of(seed, STREAM + split.ordinal(), index), MOST);
    }
}
