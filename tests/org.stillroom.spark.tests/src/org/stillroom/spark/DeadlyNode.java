// SPDX-License-Identifier: EPL-2.0
package org.stillroom.spark;

import java.nio.file.Files;
import java.nio.file.Path;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.NodeFunction;

/** Writes its text in place of a picture; a text with "kill" in it ends the process, as too little memory does. */
public final class DeadlyNode implements NodeFunction {

    @Override
    public void execute(ExecuteContext context) throws Exception {
        String text = context.parameters().text("text");
        if (text.contains("kill")) {
            Runtime.getRuntime().halt(137);
        }
        Path file = context.outputFolder().resolve("text.txt");
        Files.writeString(file, text);
        context.wrote(file);
    }
}
