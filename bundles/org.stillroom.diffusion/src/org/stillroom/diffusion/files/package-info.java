// SPDX-License-Identifier: EPL-2.0
/** Says what model files and folders are: one recogniser for each kind, which listings, pickers and messages ask. */
package org.stillroom.diffusion.files;
