// SPDX-License-Identifier: EPL-2.0
/** The library of this bundle as nodes. */
package org.stillroom.diffusion.nodes;
