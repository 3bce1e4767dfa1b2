// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.eclipse.gef.commands.CommandStack;
import org.eclipse.swt.widgets.Display;
import org.stillroom.edit.Edit;
import org.stillroom.edit.GraphDocument;
import org.stillroom.editor.canvas.context.EditCommand;
import org.stillroom.editor.status.NodeStatus;
import org.stillroom.editor.status.Overlay;
import org.stillroom.engine.Engine;
import org.stillroom.engine.memory.MemoryBudget;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.workbench.open.RunTarget;
import static org.junit.jupiter.api.Assertions.fail;


/** A runner with {@link TestNodes}, in this thread as the user interface's. */
final class RunBench implements AutoCloseable {

    private static final long MOST_SECONDS = 20;

    final Display display = Display.getDefault();
    final Engine engine = new Engine(TestNodes.CATALOG);
    final Runner runner;
    private final Path folder;

    RunBench(Path folder) {
        this.folder = folder;
        TestNodes.EXECUTED.clear();
        TestNodes.SCRIPTS.clear();
        runner = new Runner(display, TestNodes.CATALOG, new RunEngine() {
            @Override
            public Engine engine() {
                return engine;
            }

            @Override
            public Settings settings(Path graphFolder) {
                return new Settings(new ModelFolders(List.of()), folder.resolve("pictures"), "cpu",
                        Optional.of(Duration.ZERO), Optional.empty(), () -> MemoryBudget.unknown(0));
            }
        });
    }

    /** Opens a graph in an editor that shows nothing. */
    Target open(String name, Graph graph) {
        Target target = new Target(name, folder.resolve(name), graph);
        runner.opened(target);
        runner.addListener(run -> target.note(run.record()));
        return target;
    }

    /** Handles events until something is so. */
    void until(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(MOST_SECONDS).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                fail("waited in vain; executed " + TestNodes.EXECUTED + ", queue "
                        + runner.queue().stream().map(RunHandle::record).toList());
            }
            display.timerExec(20, () -> { });
            if (!display.readAndDispatch()) {
                display.sleep();
            }
        }
    }

    void untilIdle() {
        until(() -> runner.queue().isEmpty());
    }

    /** Handles events for a time in which nothing is expected to happen. */
    void handle(int millis) {
        boolean[] over = new boolean[1];
        display.timerExec(millis, () -> over[0] = true);
        until(() -> over[0]);
    }

    @Override
    public void close() {
        runner.stopAll();
        engine.close();
        untilIdle();
    }

    /** {@code source -> work -> show}, where work does a script. */
    static Graph chain(String script) {
        return Graph.EMPTY.with(Node.of("source", TestNodes.SOURCE))
                .with(work("work", script, "source"))
                .with(show("show", "", "work"));
    }

    static Node work(String id, String script, String from) {
        return Node.of(id, TestNodes.WORK).withParameter("script", JsonNodeFactory.instance.textNode(script))
                .withInput("text", new PortRef(from, "text"));
    }

    static Node show(String id, String script, String from) {
        return Node.of(id, TestNodes.SHOW).withParameter("script", JsonNodeFactory.instance.textNode(script))
                .withInput("text", new PortRef(from, "text"));
    }

    /** An open graph. */
    static final class Target implements RunTarget {

        final CommandStack commands = new CommandStack();
        final List<String> said = new ArrayList<>();
        final List<RunRecord> ended = new ArrayList<>();
        private final String name;
        private final Path file;
        private final GraphDocument document;
        private final Overlay overlay = new Overlay();

        Target(String name, Path file, Graph graph) {
            this.name = name;
            this.file = file;
            this.document = new GraphDocument(graph);
        }

        NodeStatus.State state(String node) {
            return overlay.status(node).state();
        }

        void set(String node, String parameter, String value) {
            execute(new Edit("Set", graph -> graph.with(graph.nodes().get(node).withParameter(parameter,
                    JsonNodeFactory.instance.textNode(value)))));
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Path file() {
            return file;
        }

        @Override
        public GraphDocument document() {
            return document;
        }

        @Override
        public Overlay overlay() {
            return overlay;
        }

        @Override
        public void execute(Edit edit) {
            commands.execute(new EditCommand(document, edit));
        }

        @Override
        public void say(String sentence, boolean error) {
            if (!sentence.isEmpty()) {
                said.add(sentence);
            }
        }

        /** Told of all runs. */
        void note(RunRecord record) {
            boolean known = ended.stream().anyMatch(other -> other.number() == record.number());
            if (record.state().ended() && record.file().equals(file) && !known) {
                ended.add(record);
            }
        }
    }
}
