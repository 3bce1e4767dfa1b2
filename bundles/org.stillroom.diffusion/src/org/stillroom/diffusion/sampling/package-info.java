// SPDX-License-Identifier: EPL-2.0
/** From noise to latents: schedules, and the steps along what a transformer predicts. */
package org.stillroom.diffusion.sampling;
