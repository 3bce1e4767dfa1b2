// SPDX-License-Identifier: EPL-2.0
/** Pictures as values and as files, with the graph that made them and the checksums of its models. */
package org.stillroom.diffusion.image;
