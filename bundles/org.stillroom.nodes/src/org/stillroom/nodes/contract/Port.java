// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.contract;

/**
 * A port of a node type.
 *
 * @param id as written in graph files
 * @param label on the canvas
 * @param type id of the port type
 * @param required an input that must be wired; true for outputs
 * @param description a sentence for tooltips and help
 */
public record Port(String id, String label, String type, boolean required, String description) {}
