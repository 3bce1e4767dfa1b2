// SPDX-License-Identifier: EPL-2.0
package org.stillroom.app.testnodes;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.NodeFunction;

/** Writes words to a file, whole or not at all. */
public final class WriteNode implements NodeFunction {

    @Override
    public void execute(ExecuteContext context) throws Exception {
        Path file = context.outputFolder().resolve(context.parameters().text("name"));
        Path temporary = context.outputFolder().resolve(".stillroom-" + UUID.randomUUID() + ".tmp");
        try {
            try (OutputStream out = Files.newOutputStream(temporary)) {
                out.write(context.input("text", String.class).getBytes(StandardCharsets.UTF_8));
                context.progress(1, 2);
                while (context.parameters().flag("slow")) {
                    pause(context);
                }
            }
            Files.move(temporary, file);
        } finally {
            Files.deleteIfExists(temporary);
        }
        context.wrote(file);
    }

    private static void pause(ExecuteContext context) throws InterruptedException {
        if (context.parameters().flag("deaf")) {
            Thread.onSpinWait();
        } else {
            Thread.sleep(5);
            context.checkCancelled();
        }
    }
}
