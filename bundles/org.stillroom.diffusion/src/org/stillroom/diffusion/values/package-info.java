// SPDX-License-Identifier: EPL-2.0
/** What wires between nodes carry, and what is known of it before it is there. Nodes of others use it. */
package org.stillroom.diffusion.values;
