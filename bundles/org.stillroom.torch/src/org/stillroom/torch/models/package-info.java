// SPDX-License-Identifier: EPL-2.0
/** Weights in memory: loading and writing them, and which models stay there. */
package org.stillroom.torch.models;
