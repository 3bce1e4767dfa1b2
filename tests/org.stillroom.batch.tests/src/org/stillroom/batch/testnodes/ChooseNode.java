// SPDX-License-Identifier: EPL-2.0
package org.stillroom.batch.testnodes;

import org.stillroom.nodes.contract.ConfigureContext;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.NodeFunction;
import org.stillroom.nodes.contract.Parameters;

/** Has a text with a sign in it written by one of two nodes, and all others by the other one. */
public final class ChooseNode implements NodeFunction {

    @Override
    public void configure(ConfigureContext context) {
        try {
            context.leaveOut(wanted(context.parameters()).equals("sign") ? "other" : "sign");
        } catch (NodeException e) {
            context.error(e);
        }
    }

    @Override
    public void execute(ExecuteContext context) throws Exception {
        context.output("text", context.input(wanted(context.parameters()), String.class));
    }

    private static String wanted(Parameters parameters) throws NodeException {
        return parameters.text("text").contains("sign") ? "sign" : "other";
    }
}
