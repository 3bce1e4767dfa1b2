// SPDX-License-Identifier: EPL-2.0
/** Between latents and pictures: autoencoders, and whose latents they are for. */
package org.stillroom.diffusion.vae;
