// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.train;

import org.stillroom.distill.world.Scene;

/**
 * What batches have more of for a while: signs with short words. Letters are small in a picture, and a model that has
 * begun to tell shapes apart takes no notice of them any more: after 6,000 steps of all samples alike, another word on
 * the sign changed the loss by less than 0.0001; after 1,400 steps of signs with two letters, by 0.02.
 *
 * @param until the last step of this lesson
 * @param signs share of a batch that is chosen among signs, as many of each length; the rest is chosen among all
 * @param letters of those words, at most
 */
public record Lesson(long until, double signs, int letters) {

    /** @throws IllegalArgumentException if it is no share, or there are no such signs */
    public Lesson {
        if (!(signs >= 0 && signs <= 1) || letters < Scene.Sign.SHORTEST || letters > Scene.Sign.LONGEST) {
            throw new IllegalArgumentException("A lesson has a share of " + signs + " signs with up to " + letters
                    + " letters; expected a share from 0 to 1, and " + Scene.Sign.SHORTEST + " to "
                    + Scene.Sign.LONGEST + " letters.");
        }
    }
}
