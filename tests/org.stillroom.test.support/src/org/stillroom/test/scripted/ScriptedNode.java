// SPDX-License-Identifier: EPL-2.0
package org.stillroom.test.scripted;

import java.util.Optional;
import org.stillroom.nodes.contract.ConfigureContext;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.NodeFunction;

/** Does what a test says. */
public final class ScriptedNode implements NodeFunction {

    @Override
    public void configure(ConfigureContext context) {
        Optional.ofNullable(Script.ALL.get(context.parameters().text("script")))
                .ifPresent(script -> script.configure(context));
    }

    @Override
    public void execute(ExecuteContext context) throws Exception {
        Script.EXECUTED.add(context.nodeId());
        Script.ALL.get(context.parameters().text("script")).execute(context);
    }
}
