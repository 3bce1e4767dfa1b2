// SPDX-License-Identifier: EPL-2.0
/**
 * What a family of diffusion transformers is, and a transformer on disk. Nothing here knows which families there are.
 */
package org.stillroom.diffusion.family;
