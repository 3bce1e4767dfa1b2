// SPDX-License-Identifier: EPL-2.0
package org.stillroom.test.scripted;

import java.util.Optional;
import org.stillroom.nodes.contract.ConfigureContext;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.NodeFunction;

public final class JoinNode implements NodeFunction {

    @Override
    public void configure(ConfigureContext context) {
        Optional<Length> a = context.input("a", Length.class);
        int b = context.input("b", Length.class).map(Length::characters).orElse(0);
        a.ifPresent(length -> context.output("text", new Length(length.characters() + b)));
        if (a.isPresent() && a.get().characters() > 50) {
            context.error("a", "found " + a.get().characters() + " characters, expected at most 50");
        }
    }

    @Override
    public void execute(ExecuteContext context) {
        Script.EXECUTED.add(context.nodeId());
        String joined = context.input("a", String.class) + context.optionalInput("b", String.class).orElse("");
        context.output("text", joined.repeat((int) context.parameters().number("times")));
    }
}
