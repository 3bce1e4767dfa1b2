// SPDX-License-Identifier: EPL-2.0
/**
 * The small world on which the bundled family is trained and measured. {@link org.stillroom.world.World} makes
 * captioned pictures of one {@link org.stillroom.world.Split}; {@link org.stillroom.world.Reader} measures any picture
 * back, and {@link org.stillroom.world.Judge} compares what it sees with what a caption, read by
 * {@link org.stillroom.world.Captions}, asks for.
 */
package org.stillroom.world;
