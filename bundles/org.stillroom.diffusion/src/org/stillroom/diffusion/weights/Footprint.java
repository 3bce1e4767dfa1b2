// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.weights;

/**
 * Memory that a model takes, in bytes, as far as it follows from headers.
 *
 * @param weights all of them, as they lie in memory when they are kept; tables of which rows are picked do not count
 *        where they are mapped, as only those rows come into memory
 * @param mapped how many of these are pages of files
 * @param streamed most of them at a time when they are streamed: a part, and the next one that is read meanwhile
 * @param loading what is needed in between while they are loaded
 * @param plain how many of the weights lie as they are computed with, so that LoRAs are merged into copies of them
 */
public record Footprint(long weights, long mapped, long streamed, long loading, long plain) {}
