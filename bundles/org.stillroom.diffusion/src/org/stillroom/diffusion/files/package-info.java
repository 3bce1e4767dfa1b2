// SPDX-License-Identifier: EPL-2.0
/** What lies in model folders. */
package org.stillroom.diffusion.files;
