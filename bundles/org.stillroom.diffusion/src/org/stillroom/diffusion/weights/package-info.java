// SPDX-License-Identifier: EPL-2.0
/**
 * Stored weights: configs, headers, layouts, and models that are checked, loaded and streamed in one way; blocks.py,
 * which the programs of all models use.
 */
package org.stillroom.diffusion.weights;
