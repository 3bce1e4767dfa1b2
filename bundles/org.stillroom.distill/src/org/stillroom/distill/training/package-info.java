// SPDX-License-Identifier: EPL-2.0
/** What all trainings share: the loop, the optimizer, checkpoints, curves of the loss. */
package org.stillroom.distill.training;
