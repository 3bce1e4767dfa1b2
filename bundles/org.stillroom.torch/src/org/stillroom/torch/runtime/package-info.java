// SPDX-License-Identifier: EPL-2.0
/** libtorch through DJL: devices, tensors, and programs written as TorchScript text. */
package org.stillroom.torch.runtime;
