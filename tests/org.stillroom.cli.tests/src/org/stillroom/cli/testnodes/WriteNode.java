// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli.testnodes;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.stillroom.graph.io.AtomicFile;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.NodeFunction;

/** Writes words to a file, whole or not at all. */
public final class WriteNode implements NodeFunction {

    @Override
    public void execute(ExecuteContext context) throws Exception {
        Path file = context.outputFolder().resolve(context.parameters().text("name"));
        byte[] text = context.input("text", String.class).getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, channel -> {
            channel.write(ByteBuffer.wrap(text));
            context.progress(1, 2);
            while (context.parameters().flag("slow")) {
                pause(context);
            }
        });
        context.wrote(file);
    }

    private static void pause(ExecuteContext context) {
        LockSupport.parkNanos(5_000_000);
        if (!context.parameters().flag("deaf")) {
            context.checkCancelled();
        }
    }
}
