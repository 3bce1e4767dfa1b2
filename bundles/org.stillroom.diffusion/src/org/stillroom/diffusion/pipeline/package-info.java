// SPDX-License-Identifier: EPL-2.0
/** Text to picture without a graph. */
package org.stillroom.diffusion.pipeline;
