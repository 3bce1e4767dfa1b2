// SPDX-License-Identifier: EPL-2.0
package org.stillroom.test.scripted;

import java.nio.file.Files;
import java.nio.file.Path;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.NodeFunction;

/** Puts the text of its model's weights behind its input. */
public final class EncoderNode implements NodeFunction {

    @Override
    public void execute(ExecuteContext context) throws Exception {
        Script.EXECUTED.add(context.nodeId());
        Path model = context.models().resolve("model", context.parameters().text("model"));
        String weights = Files.readString(model.resolve("model.safetensors"));
        context.output("text", context.input("text", String.class) + "+" + weights);
    }
}
