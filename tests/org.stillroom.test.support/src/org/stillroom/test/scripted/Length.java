// SPDX-License-Identifier: EPL-2.0
package org.stillroom.test.scripted;

import org.stillroom.nodes.contract.Spec;

/** Number of characters that a text will have. */
public record Length(int characters) implements Spec {}
