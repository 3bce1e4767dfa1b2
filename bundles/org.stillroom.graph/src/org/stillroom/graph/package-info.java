// SPDX-License-Identifier: EPL-2.0
/**
 * Graphs, their files, and what changed between two of them.
 *
 * <h2>The file</h2>
 * A {@code .stillroom} file is JSON in UTF-8, written so that equal graphs are equal bytes and git shows edits as
 * readable lines:
 *
 * <pre>{@code
 * {
 *   "format": "stillroom",
 *   "version": 1,
 *   "conflicts": {PLACE: {"base": value before, "ours": value, "theirs": value}}, only after a merge,
 *   "models": {NAME: {FILE: SHA-256 in lower-case hex}},
 *   "nodes": {
 *     ID: {
 *       "inputs": {PORT: "node.port"},
 *       "mode": "muted" or "bypassed", absent for active nodes,
 *       "parameters": {NAME: any JSON},
 *       "type": "org.stillroom.denoiser",
 *       "version": 1
 *     }
 *   },
 *   "origins": {NAME: {"license", "license_name", "license_link", "source", "revision", "author", "base_model",
 *     "bytes"}},
 *   "providers": {TYPE: {"bundle": symbolic name, "feature": id}},
 *   "layout": {
 *     "frames": {ID: {"title", "x", "y", "width", "height", "color"}},
 *     "nodes": {ID: {"x", "y", "width", "height", "collapsed"}},
 *     "notes": {ID: {"text", "x", "y", "width", "height"}},
 *     "reroutes": {"node.port": [[x, y], ...]}
 *   }
 * }
 * }</pre>
 *
 * <ul>
 * <li>{@code format} and {@code version} come first and {@code layout} last; between them and in every other object,
 *     properties are sorted by UTF-16 code units, those of unknown nodes included.
 * <li>Indented by two spaces, one property a line, line feeds, one at the end. An array of numbers is one line, other
 *     arrays have one element a line.
 * <li>Empty blocks, and layout sizes, colours, titles and flags that have their default, are left out.
 * <li>Only quotation marks, backslashes, control characters and halves of surrogate pairs are escaped in texts.
 * <li>Whole numbers keep all digits, decimals their digits and scale, written as {@link java.math.BigDecimal} does.
 * <li>Properties that this version does not know stay where they are.
 * <li>{@code origins} says of {@code models} where they come from and on what terms, see {@link ModelOrigin}. It is a
 *     block of its own, so that programs that know nothing of it keep it and read the checksums.
 * <li>{@code conflicts} is what a merge left for people to settle, each at its {@link Conflict#place}; a side that has
 *     no value there lacks it. No graph with conflicts runs. The format's version is the same with and without them: a
 *     program that does not know them keeps them, and runs the graph with the values that it has.
 * </ul>
 */
package org.stillroom.graph;
