// SPDX-License-Identifier: EPL-2.0
/** Where nodes go so that wires run from left to right, and what way wires take. Plain functions; needs no display. */
package org.stillroom.edit.layout;
