// SPDX-License-Identifier: EPL-2.0
/**
 * Bundles: a graph, the files that it names and models of it in one ZIP file, to be opened elsewhere.
 *
 * <p>{@code stillroom-bundle.json} comes first and lists all the others with sizes and SHA-256; the graph stands beside
 * it as {@code NAME.stillroom}; below {@code models} are models under the names that the graph has for them, below
 * {@code files} what its nodes read, below {@code licences} what the models' makers say. Everything is stored, not
 * compressed, and without times, so that the same content gives the same bytes on every machine.
 */
package org.stillroom.nodes.pack;
