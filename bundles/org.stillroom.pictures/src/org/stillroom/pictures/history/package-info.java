// SPDX-License-Identifier: EPL-2.0
/** What was drawn before. */
package org.stillroom.pictures.history;
