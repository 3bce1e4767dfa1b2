// SPDX-License-Identifier: EPL-2.0
package org.stillroom.engine.testnodes;

/** Named as the class of a node type, though it is none. */
public final class NotANode {}
