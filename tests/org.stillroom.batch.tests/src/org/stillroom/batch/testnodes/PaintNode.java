// SPDX-License-Identifier: EPL-2.0
package org.stillroom.batch.testnodes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.NodeFunction;
import org.stillroom.nodes.contract.Quantity;
import org.stillroom.nodes.contract.Shown;

/** Writes a text in place of a picture, counts how often, and fails as often as a test wants. */
public final class PaintNode implements NodeFunction {

    /** How often each text was asked for. */
    public static final Map<String, AtomicInteger> ASKED = new ConcurrentHashMap<>();
    /** How often a text fails before it is done. */
    public static final Map<String, Integer> FAILURES = new ConcurrentHashMap<>();
    /** Counted down when the text "wait" is begun, which then waits until it is cancelled. */
    private static volatile CountDownLatch waiting = new CountDownLatch(1);

    public static void reset() {
        ASKED.clear();
        FAILURES.clear();
        waiting = new CountDownLatch(1);
    }

    public static CountDownLatch waiting() {
        return waiting;
    }

    @Override
    public void execute(ExecuteContext context) throws Exception {
        String text = context.input("text", String.class);
        int asked = ASKED.computeIfAbsent(text, each -> new AtomicInteger()).incrementAndGet();
        while (text.equals("wait")) {
            waiting.countDown();
            Thread.sleep(5);
            context.checkCancelled();
        }
        if (text.equals("no folder")) {
            Files.delete(context.outputFolder());
            Files.writeString(context.outputFolder(), "in its place");
            throw new NodeException("text", "nothing can be written");
        }
        if (asked <= FAILURES.getOrDefault(text, 0)) {
            throw new NodeException("text", "no paint for \"" + text + "\"");
        }
        String model = context.parameters().text("model");
        Path file = context.outputFolder().resolve("painted.txt");
        Files.writeString(file, text + " " + context.parameters().seed("seed") + " " + model + " "
                + context.parameters().text("style") + " " + context.parameters().number("strength"));
        context.wrote(file);
        context.show(new Shown.Table(List.of(), List.of(new Shown.Row("letters",
                List.of(Quantity.count(text.length())), ""))));
    }
}
