// SPDX-License-Identifier: EPL-2.0
/** Families from scratch: autoencoder, language model, transformer and text encoder, trained on the miniature world. */
package org.stillroom.distill.family;
