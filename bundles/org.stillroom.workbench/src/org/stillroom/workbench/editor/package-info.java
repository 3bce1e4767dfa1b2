// SPDX-License-Identifier: EPL-2.0

/** The graph editor. */
package org.stillroom.workbench.editor;
