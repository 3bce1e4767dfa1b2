// SPDX-License-Identifier: EPL-2.0
/**
 * Runs graphs: {@link org.stillroom.engine.Engine} plans what the targets need, takes from earlier runs what did not
 * change, executes the rest, and reports states, progress and failures. Knows nothing of what nodes do.
 */
package org.stillroom.engine;
