// SPDX-License-Identifier: EPL-2.0
/**
 * LoRA files of all programs that make them, and the weights that they change. A file is read into layers, whatever its
 * style ({@code LoraStyle}), and a layer into changes, whatever the algorithm ({@code Change}). What a model's layers
 * are called by anybody says {@code LoraTargets}, {@code LoraFit} puts both together, and {@code AdaptedResidence} is
 * what a model's program computes with in place of its own weights, which stay as they are.
 */
package org.stillroom.diffusion.lora;
