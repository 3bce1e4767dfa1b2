// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.SubMonitor;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWTException;
import org.eclipse.swt.graphics.ImageData;
import org.stillroom.editor.status.NodeStatus;
import org.stillroom.engine.RunEvent;
import org.stillroom.engine.memory.MemoryPlan;
import org.stillroom.nodes.contract.Quantity;
import org.stillroom.nodes.contract.Shown;
import org.stillroom.nodes.contract.Stay;
import org.stillroom.workbench.services.WorkbenchState;

/** Turns the events of a run into what nodes, lists and the Progress view show. Used in the run's job. */
final class RunNews {

    private static final Set<String> PICTURES = Set.of("png", "jpg", "jpeg");

    private static final int WORK = 1000;

    private final QueuedRun run;
    private final Feed feed;
    private final SubMonitor monitor;
    private final Sheets sheets = new Sheets(WorkbenchState.folder());
    private final Work work;
    private final Map<String, Pace> paces = new HashMap<>();
    private final Map<String, String> messages = new HashMap<>();
    private final Set<String> previewed = new HashSet<>();
    /** What each node has written so far, made small. */
    private final Map<String, List<ImageData>> written = new HashMap<>();
    private int worked;

    /** @param seconds that a node is expected to take, by its id */
    RunNews(QueuedRun run, Feed feed, IProgressMonitor monitor, ToDoubleFunction<String> seconds) {
        this.run = run;
        this.feed = feed;
        this.work = new Work(seconds);
        this.monitor = SubMonitor.convert(monitor, WORK);
    }

    void take(RunEvent event) {
        switch (event) {
            case RunEvent.NodeState state -> state(state);
            case RunEvent.Progress progress -> progress(progress);
            case RunEvent.Showed showed -> showed(showed);
            case RunEvent.Remark remark -> messages.put(remark.node(), remark.words());
            case RunEvent.Planned planned -> planned(planned.plan());
            case RunEvent.Failed failed -> messages.put(failed.failure().node(), failed.failure().message());
            case RunEvent.Preview preview -> preview(preview);
            case RunEvent.Wrote wrote -> wrote(wrote.node(), wrote.file());
            case RunEvent.Finished finished -> { }
        }
    }

    /** Said on the nodes whose weights are not kept, and on the one for which memory may not suffice. */
    private void planned(MemoryPlan plan) {
        plan.models().stream().filter(model -> model.chosen() && (model.stay() != Stay.KEEP || model.tiles()))
                .forEach(model -> messages.put(model.node(), NLS.bind(Messages.RunNews_planned, model.words())));
        plan.problem().ifPresent(problem -> messages.put(plan.largest().orElseThrow().node(), problem));
        WorkbenchEngine.get().planned(plan);
    }

    private void state(RunEvent.NodeState event) {
        NodeStatus.State state = switch (event.state()) {
            case WAITING -> NodeStatus.State.WAITING;
            case RUNNING -> NodeStatus.State.RUNNING;
            case DONE -> NodeStatus.State.DONE;
            case CACHED -> NodeStatus.State.CACHED;
            case RECALLED -> NodeStatus.State.RECALLED;
            case FAILED -> NodeStatus.State.FAILED;
            case SKIPPED -> NodeStatus.State.SKIPPED;
            case CANCELLED -> NodeStatus.State.CANCELLED;
        };
        show(event.node(), new NodeStatus(state, 0, 0, event.seconds(), event.bytes(),
                messages.getOrDefault(event.node(), "")));
        if (event.state().ended() && previewed.remove(event.node())) {
            feed.picture(event.node(), Optional.empty());
        }
        if (event.state() == RunEvent.State.RUNNING) {
            monitor.subTask(event.node());
        }
        if (event.state() == RunEvent.State.CACHED) {
            work.none(event.node());
        }
        share(event.node(), event.state().ended() ? 1 : 0);
    }

    private void progress(RunEvent.Progress event) {
        String words = words(event);
        show(event.node(), new NodeStatus(NodeStatus.State.RUNNING, event.done(), event.total(), 0, 0, words));
        if (event.total() > 0) {
            String step = NLS.bind(Messages.RunNews_step, new Object[] {event.node(), event.done(), event.total()});
            monitor.subTask(words.isEmpty() ? step : step + " \u00b7 " + words);
            share(event.node(), Math.min(1, (double) event.done() / event.total()));
        }
    }

    /** How it goes, and how long it still takes. */
    private String words(RunEvent.Progress event) {
        OptionalDouble left = paces.computeIfAbsent(event.node(), id -> new Pace(System::nanoTime))
                .left(event.done(), event.total());
        String time = left.isEmpty() ? ""
                : NLS.bind(Messages.RunNews_left, Quantity.seconds(Math.ceil(left.getAsDouble())).text());
        return Stream.of(event.words(), time).filter(part -> !part.isEmpty()).collect(Collectors.joining(" \u00b7 "));
    }

    private void showed(RunEvent.Showed event) {
        feed.shown(event.node(), event.shown());
        for (Shown shown : event.shown().values()) {
            if (shown instanceof Shown.Picture picture) {
                boolean cached = run.status(event.node()).state() == NodeStatus.State.CACHED;
                sheets.write(run.file(), event.node(), picture.picture()).ifPresent(file -> feed.made(new Feed.Made(
                        event.node(), file, NodePictures.of(picture.picture()), cached)));
            }
        }
    }

    private void preview(RunEvent.Preview event) {
        previewed.add(event.node());
        feed.picture(event.node(), Optional.of(NodePictures.of(event.picture())));
    }

    private void wrote(String node, Path file) {
        run.wrote(file);
        String name = file.getFileName().toString();
        if (PICTURES.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT))) {
            boolean cached = run.status(node).state() == NodeStatus.State.CACHED;
            picture(file).ifPresent(picture -> feed.made(new Feed.Made(node, file, together(node, picture), cached)));
        } else {
            feed.wrote(node, file);
        }
    }

    /** A picture with those that the node has written before it in this run. */
    private ImageData together(String node, ImageData picture) {
        List<ImageData> all = written.computeIfAbsent(node, id -> new ArrayList<>());
        all.add(picture);
        return NodePictures.together(all);
    }

    /** Empty if somebody was faster and has removed the file, or replaced it by something else. */
    private static Optional<ImageData> picture(Path file) {
        try {
            return Optional.of(NodePictures.of(file));
        } catch (SWTException e) {
            return Optional.empty();
        }
    }

    private void show(String node, NodeStatus status) {
        run.status(node, status);
        feed.status(node, status);
    }

    private void share(String node, double share) {
        work.done(node, share);
        int now = (int) (WORK * work.share());
        if (now > worked) {
            monitor.worked(now - worked);
            worked = now;
        }
    }
}
