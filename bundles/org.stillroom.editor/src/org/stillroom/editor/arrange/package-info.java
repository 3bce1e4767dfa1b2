// SPDX-License-Identifier: EPL-2.0
/** Auto-layout: where nodes go so that wires run from left to right. Plain functions; needs no display. */
package org.stillroom.editor.arrange;
