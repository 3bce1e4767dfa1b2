// SPDX-License-Identifier: EPL-2.0
package org.stillroom.engine;

import java.util.Map;

/** Runs one node, on a thread of the device's queue or of the run's own. */
final class NodeTask implements Runnable {

    private final Engine engine;
    private final Execution execution;
    private final RunRequest request;
    private final Step step;

    NodeTask(Engine engine, Execution execution, RunRequest request, Step step) {
        this.engine = engine;
        this.execution = execution;
        this.request = request;
        this.step = step;
    }

    @Override
    public void run() {
        execution.begin(step).ifPresent(this::run);
    }

    private void run(Map<String, Object> inputs) {
        NodeContext context = new NodeContext(execution, engine.shared(), request, step, inputs);
        try {
            execution.specs().check(step, inputs);
            RunEvent.State how = Lasting.execute(step.type().function().get(), context, request.disk(),
                    words -> execution.remark(step, words), () -> context.outputs().check(engine.catalog()));
            execution.done(step, Result.of(step.key(), context.outputs(), context.files()), how);
        } catch (Throwable e) {
            // an error in a contribution, even of the JVM, fails its node and nothing else
            engine.cache().discard(context.outputs().values().values());
            execution.failed(step, e);
        }
    }
}
