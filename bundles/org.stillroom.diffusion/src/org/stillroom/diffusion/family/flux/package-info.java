// SPDX-License-Identifier: EPL-2.0
/** FLUX.1 dev and schnell. */
package org.stillroom.diffusion.family.flux;
