// SPDX-License-Identifier: EPL-2.0
package org.stillroom.test.scripted;

import org.stillroom.nodes.contract.ConfigureContext;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.NodeFunction;

public final class TextNode implements NodeFunction {

    @Override
    public void configure(ConfigureContext context) {
        context.output("text", new Length(context.parameters().text("text").length()));
    }

    @Override
    public void execute(ExecuteContext context) {
        Script.EXECUTED.add(context.nodeId());
        context.output("text", context.parameters().text("text"));
    }
}
