// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli.testnodes;

import java.nio.file.Files;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.NodeFunction;

/** Gives words. */
public final class SourceNode implements NodeFunction {

    @Override
    public void execute(ExecuteContext context) throws Exception {
        String file = context.parameters().text("file");
        context.output("text", file.isEmpty() ? context.parameters().text("text")
                : Files.readString(context.models().file("file", file)));
    }
}
