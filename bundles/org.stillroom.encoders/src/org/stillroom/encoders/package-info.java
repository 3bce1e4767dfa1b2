// SPDX-License-Identifier: EPL-2.0

/** Choosing another text encoder, and comparing several, from a list of those in the model folders. */
package org.stillroom.encoders;
