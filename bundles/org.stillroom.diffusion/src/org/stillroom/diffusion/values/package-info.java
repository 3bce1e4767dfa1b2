// SPDX-License-Identifier: EPL-2.0
/** What wires between the nodes of diffusion carry, and what is known of it before it is there. Nodes of others use it. */
package org.stillroom.diffusion.values;
