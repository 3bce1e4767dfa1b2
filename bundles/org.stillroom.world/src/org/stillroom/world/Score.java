// SPDX-License-Identifier: EPL-2.0
package org.stillroom.world;

/**
 * How well a picture shows what was wanted.
 *
 * @param right whether everything that the caption says is right, and nothing else is to be seen
 * @param parts the share of the attributes that are right, 0 to 1
 * @param lettersRight of a sign: the letters of its word less the letters to change, to add or to drop to get it from
 *        what is read, at least 0
 * @param letters the letters of the wanted word; 0 if no sign was wanted
 * @param wordRight of a sign: whether the word is read exactly; false if no sign was wanted
 */
public record Score(boolean right, double parts, int lettersRight, int letters, boolean wordRight) {
}
