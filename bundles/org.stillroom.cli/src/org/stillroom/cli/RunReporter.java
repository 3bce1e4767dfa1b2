// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.stillroom.engine.RunEvent;
import org.stillroom.engine.memory.MemoryPlan;
import org.stillroom.engine.memory.PlannedModel;
import org.stillroom.nodes.contract.Shown;
import org.stillroom.nodes.contract.Stay;

/** Passes a run's events on to the person who watches and to the events file. */
final class RunReporter implements Consumer<RunEvent> {

    private final ProgressDisplay progress;
    private final Optional<EventWriter> events;
    private final Runnable eventsGone;
    private volatile IOException eventsFailure;

    /** @param eventsGone called once when events cannot be written any more */
    RunReporter(ProgressDisplay progress, Optional<EventWriter> events, Runnable eventsGone) {
        this.progress = progress;
        this.events = events;
        this.eventsGone = eventsGone;
    }

    @Override
    public void accept(RunEvent event) {
        write(event);
        switch (event) {
            case RunEvent.NodeState state -> show(state);
            case RunEvent.Progress step -> progress.stepped(step.node(), step.done(), step.total());
            case RunEvent.Showed showed -> show(showed);
            case RunEvent.Remark remark -> progress.line("note: " + remark.node() + ": " + remark.words());
            case RunEvent.Planned planned -> show(planned.plan());
            case RunEvent.Failed failed -> { }
            case RunEvent.Preview preview -> { }
            case RunEvent.Wrote wrote -> { }
            case RunEvent.Finished finished -> progress.close();
        }
    }

    /** Why events could not be written, if so. */
    Optional<IOException> eventsFailure() {
        return Optional.ofNullable(eventsFailure);
    }

    /** What does not go without saying: models that are not kept, and what may not fit. */
    private void show(MemoryPlan plan) {
        for (PlannedModel model : plan.models()) {
            if (model.chosen() && (model.stay() != Stay.KEEP || model.tiles())) {
                progress.line("note: " + model.node() + ": " + model.words() + ", as memory would not suffice otherwise"
                        + " (" + plan.words() + ")");
            }
        }
        plan.problem().ifPresent(problem -> progress.line("warning: " + plan.largest().orElseThrow().node() + ": "
                + problem));
    }

    private void show(RunEvent.NodeState event) {
        String node = event.node();
        String time = NodeProgress.duration(event.seconds());
        switch (event.state()) {
            case WAITING -> { }
            case RUNNING -> progress.started(node);
            case DONE -> progress.finished(node, ProgressDisplay.Outcome.DONE, time);
            case CACHED -> progress.finished(node, ProgressDisplay.Outcome.CACHED, "");
            case RECALLED -> progress.finished(node, ProgressDisplay.Outcome.RECALLED, time + ", no model was loaded");
            case FAILED -> progress.finished(node, ProgressDisplay.Outcome.FAILED, time);
            case SKIPPED -> progress.finished(node, ProgressDisplay.Outcome.SKIPPED, "");
            case CANCELLED -> progress.finished(node, ProgressDisplay.Outcome.CANCELLED, "");
        }
    }

    /** Numbers that a node shows of itself. */
    private void show(RunEvent.Showed event) {
        if (event.shown().get("") instanceof Shown.Table table) {
            progress.line(event.node() + ": " + table.words());
        }
    }

    private void write(RunEvent event) {
        if (events.isEmpty() || eventsFailure != null) {
            return;
        }
        try {
            events.get().write(event);
        } catch (IOException e) {
            eventsFailure = e;
            eventsGone.run();
        }
    }
}
