// SPDX-License-Identifier: EPL-2.0
/** Says where models come from and on what terms, as far as their own files tell. Gives no advice. */
package org.stillroom.diffusion.origin;
