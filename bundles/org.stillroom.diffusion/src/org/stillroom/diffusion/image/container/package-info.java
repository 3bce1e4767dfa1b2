// SPDX-License-Identifier: EPL-2.0
/** What the files of pictures are made of, as far as it is to be known before a decoder sees them. */
package org.stillroom.diffusion.image.container;
