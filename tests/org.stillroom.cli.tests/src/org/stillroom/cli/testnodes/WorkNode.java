// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli.testnodes;

import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.NodeFunction;

/** Takes its time, and can end in several ways. */
public final class WorkNode implements NodeFunction {

    @Override
    public void execute(ExecuteContext context) throws Exception {
        int steps = context.parameters().integer("steps");
        boolean deaf = context.parameters().flag("deaf");
        context.progress(0, steps);
        for (int step = 1; step <= steps; step++) {
            work(context.parameters().integer("millis"), deaf);
            if (!deaf) {
                context.progress(step, steps);
            }
        }
        switch (context.parameters().text("end")) {
            case "sentence" -> throw new NodeException("strength", "found too little strength, expected more");
            case "fault" -> throw new IllegalStateException("a fault of the program");
            case "memory" -> throw new OutOfMemoryError("no more heap");
            default -> context.output("text", context.input("text", String.class));
        }
    }

    private static void work(int millis, boolean deaf) throws InterruptedException {
        if (!deaf) {
            Thread.sleep(millis);
            return;
        }
        long end = System.nanoTime() + millis * 1_000_000L;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }
}
