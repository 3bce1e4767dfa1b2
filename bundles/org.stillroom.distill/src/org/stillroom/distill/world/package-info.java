// SPDX-License-Identifier: EPL-2.0
/**
 * The small world on which the bundled family is trained and measured. {@link org.stillroom.distill.world.World} makes
 * captioned pictures of one {@link org.stillroom.distill.world.Split}; {@link org.stillroom.distill.world.Reader}
 * measures any picture back, and {@link org.stillroom.distill.world.Judge} compares what it sees with what a caption,
 * read by {@link org.stillroom.distill.world.Captions}, asks for.
 */
package org.stillroom.distill.world;
