// SPDX-License-Identifier: EPL-2.0
/** Tokenizers, T5 and its students, CLIP. */
package org.stillroom.diffusion.text;
