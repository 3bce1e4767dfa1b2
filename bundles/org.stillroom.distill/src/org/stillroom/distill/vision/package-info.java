// SPDX-License-Identifier: EPL-2.0
/** Vision-based distillation of a text encoder, and the ablation that learns embeddings. */
package org.stillroom.distill.vision;
