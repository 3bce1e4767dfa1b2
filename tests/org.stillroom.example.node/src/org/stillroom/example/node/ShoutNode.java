// SPDX-License-Identifier: EPL-2.0
package org.stillroom.example.node;

import java.util.Locale;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.NodeFunction;

/** Turns a text into capitals: all that a contributed node needs besides its entry in plugin.xml. */
public final class ShoutNode implements NodeFunction {

    @Override
    public void execute(ExecuteContext context) {
        String text = context.input("text", String.class);
        String marks = "!".repeat(context.parameters().integer("marks"));
        context.output("text", text.toUpperCase(Locale.ROOT) + marks);
        context.output("letters", new Count((int) text.codePoints().filter(Character::isLetter).count()));
    }
}
