// SPDX-License-Identifier: EPL-2.0
package org.stillroom.test.scripted;

import java.nio.file.Files;
import java.nio.file.Path;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.NodeFunction;

/** Writes its input into a file named after the node. */
public final class SaveNode implements NodeFunction {

    @Override
    public void execute(ExecuteContext context) throws Exception {
        Script.EXECUTED.add(context.nodeId());
        Path file = context.outputFolder().resolve(context.nodeId() + ".txt");
        Files.writeString(file, context.input("text", String.class));
        context.wrote(file);
    }
}
