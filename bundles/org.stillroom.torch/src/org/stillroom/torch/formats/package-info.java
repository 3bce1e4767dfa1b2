// SPDX-License-Identifier: EPL-2.0
/** Files that hold tensors: what is in them is known from their headers. Plain Java; nothing here knows libtorch. */
package org.stillroom.torch.formats;
