// SPDX-License-Identifier: EPL-2.0
/** Distillation as nodes. */
package org.stillroom.distill.nodes;
