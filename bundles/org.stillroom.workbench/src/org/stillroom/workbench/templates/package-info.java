// SPDX-License-Identifier: EPL-2.0
/** Graphs to start from: those that bundles contribute and those that a person has kept. */
package org.stillroom.workbench.templates;
