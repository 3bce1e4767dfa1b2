// SPDX-License-Identifier: EPL-2.0
/** The small family from scratch: autoencoder, transformer and text encoder, trained on the miniature world. */
package org.stillroom.distill.family;
