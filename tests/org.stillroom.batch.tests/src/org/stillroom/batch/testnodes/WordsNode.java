// SPDX-License-Identifier: EPL-2.0
package org.stillroom.batch.testnodes;

import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.NodeFunction;

public final class WordsNode implements NodeFunction {

    @Override
    public void execute(ExecuteContext context) {
        context.output("text", context.parameters().text("text"));
    }
}
