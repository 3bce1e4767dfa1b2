// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.results;

import java.nio.file.Path;
import java.time.Instant;
import org.stillroom.graph.Node;

/**
 * A picture that a run made.
 *
 * @param graph name of the graph
 * @param node that wrote it, as it was when the run was asked for
 * @param file a picture
 * @param run when the run began; what one run made has the same
 * @param cached whether an earlier run wrote it, and this one found it unchanged
 */
public record MadePicture(String graph, Node node, Path file, Instant run, boolean cached) {}
