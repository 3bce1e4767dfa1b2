// SPDX-License-Identifier: EPL-2.0
/** How much memory a run will take, and what becomes of the weights of its models so that it suffices. */
package org.stillroom.engine.memory;
