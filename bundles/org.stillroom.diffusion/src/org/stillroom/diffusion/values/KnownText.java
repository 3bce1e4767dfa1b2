// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.values;

import org.stillroom.nodes.contract.Spec;

/** A text that is known before anything runs. */
public record KnownText(String text) implements Spec {}
