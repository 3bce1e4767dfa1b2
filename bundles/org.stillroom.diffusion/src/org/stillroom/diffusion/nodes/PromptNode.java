// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.NodeFunction;

/** The words a picture is made from. */
public final class PromptNode implements NodeFunction {

    @Override
    public void execute(ExecuteContext context) {
        context.output("text", context.parameters().text("text"));
        context.output("negative", context.parameters().text("negative"));
    }
}
