// SPDX-License-Identifier: EPL-2.0
/** SD3 and SD3.5, with up to three text encoders. */
package org.stillroom.diffusion.family.sd3;
