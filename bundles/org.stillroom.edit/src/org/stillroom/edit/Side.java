// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit;

/** Where items are lined up. {@code CENTER} is the middle from left to right, {@code MIDDLE} from top to bottom. */
public enum Side { LEFT, CENTER, RIGHT, TOP, MIDDLE, BOTTOM }
