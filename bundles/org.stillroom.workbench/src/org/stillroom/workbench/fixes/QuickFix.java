// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.fixes;

/**
 * A way out of a problem.
 *
 * @param label with an ellipsis if it asks first
 * @param description what it does, for who looks closer; may be empty
 * @param action in the user interface's thread; returns at once
 */
public record QuickFix(String label, String description, Runnable action) {}
