// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.run;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.stillroom.editor.status.NodeStatus;
import org.stillroom.graph.PortRef;
import org.stillroom.workbench.open.RanGraph;
import org.stillroom.workbench.open.RunTarget;

/** Runs a graph for somebody who waits for the end without keeping the user interface's thread. */
public final class RunEnd implements RanGraph {

    private final RunHandle run;

    private RunEnd(RunHandle run) {
        this.run = run;
    }

    /** @param ended told once, in the user interface's thread */
    public static void run(RunTarget target, Set<String> targets, Consumer<RanGraph> ended) {
        Runner runner = Runner.get();
        RunHandle handle = runner.run(target, targets);
        runner.addListener(new Runner.Listener() {
            @Override
            public void changed(RunHandle run) {
                if (run == handle && run.record().state().ended()) {
                    runner.removeListener(this);
                    ended.accept(new RunEnd(run));
                }
            }
        });
    }

    @Override
    public NodeStatus status(String node) {
        return run.record().nodes().getOrDefault(node, NodeStatus.IDLE);
    }

    @Override
    public <T> Optional<T> output(PortRef output, Function<Object, T> read) {
        return run.run().flatMap(engine -> engine.output(output, read));
    }
}
