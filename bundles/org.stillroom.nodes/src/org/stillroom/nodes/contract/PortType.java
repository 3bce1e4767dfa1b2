// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.contract;

/**
 * The kind of value that a wire carries. A wire joins ports of the same type.
 *
 * @param id such as {@code org.stillroom.latent}
 * @param label on the canvas
 * @param color CSS hex, such as {@code #3b82f6}
 * @param valueClass name of the Java class of the values
 * @param bundle symbolic name of the contributing bundle
 */
public record PortType(String id, String label, String color, String valueClass, String bundle) {}
