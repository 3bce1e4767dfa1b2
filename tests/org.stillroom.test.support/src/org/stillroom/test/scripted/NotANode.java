// SPDX-License-Identifier: EPL-2.0
package org.stillroom.test.scripted;

/** Named as the class of a node type, though it is none. */
public final class NotANode {}
