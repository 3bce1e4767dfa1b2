// SPDX-License-Identifier: EPL-2.0
package org.stillroom.test.scripted;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.stillroom.graph.io.AtomicFile;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.Identity;
import org.stillroom.nodes.contract.LastingFunction;
import org.stillroom.nodes.contract.NodeException;

/** Puts the text of its model's weights behind its input; lasts. */
public final class EncoderNode implements LastingFunction {

    private static final String END = "end";

    @Override
    public void execute(ExecuteContext context) throws Exception {
        Script.EXECUTED.add(context.nodeId());
        context.output("text", context.input("text", String.class) + "+" + weights(context));
    }

    private static String weights(ExecuteContext context) throws NodeException, IOException {
        Path model = context.models().resolve("model", context.parameters().text("model"));
        return Files.readString(model.resolve("model.safetensors"));
    }

    @Override
    public Identity identity(ExecuteContext context) throws NodeException, IOException {
        return Identity.of(context.parameters().text("model"), weights(context))
                .and("text", context.input("text", String.class));
    }

    @Override
    public String fileType() {
        return "txt";
    }

    @Override
    public AtomicFile.Content content(Identity identity, Map<String, Object> outputs) {
        return AtomicFile.content(String.join("\n", identity.parts().toString(), (String) outputs.get("text"), END)
                .getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Map<String, Object> read(Path file, Identity identity) throws IOException {
        List<String> lines = Files.readAllLines(file);
        if (lines.size() != 3 || !lines.get(2).equals(END)) {
            throw new IOException("it is cut short");
        }
        if (!lines.getFirst().equals(identity.parts().toString())) {
            throw new IOException("it is of something else");
        }
        return Map.of("text", lines.get(1));
    }
}
