// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.run;

import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.eclipse.osgi.util.NLS;
import org.stillroom.editor.status.NodeStatus;

/** What the list of runs tells of each. */
enum RunColumn {

    STATE(Messages.RunsView_state, 2, 90) {
        @Override
        String text(RunRecord run) {
            return switch (run.state()) {
                case WAITING -> Messages.RunState_waiting;
                case RUNNING -> Messages.RunState_running;
                case DONE -> Messages.RunState_done;
                case FAILED -> Messages.RunState_failed;
                case REFUSED -> Messages.RunState_refused;
                case STOPPED -> Messages.RunState_stopped;
            };
        }
    },
    GRAPH(Messages.RunsView_graph, 4, 120) {
        @Override
        String text(RunRecord run) {
            return run.title();
        }
    },
    STARTED(Messages.RunsView_started, 2, 80) {
        @Override
        String text(RunRecord run) {
            return run.state() == RunState.WAITING ? ""
                    : TIME.format(run.started().atZone(ZoneId.systemDefault()));
        }
    },
    SECONDS(Messages.RunsView_seconds, 1, 70) {
        @Override
        String text(RunRecord run) {
            return run.state() == RunState.WAITING ? ""
                    : String.format(Locale.getDefault(), "%.1f", run.elapsed().toMillis() / 1000.0);
        }
    },
    NODES(Messages.RunsView_nodes, 1, 70) {
        @Override
        String text(RunRecord run) {
            long done = run.nodes().values().stream().map(NodeStatus::state).filter(NodeStatus.State::good).count();
            return run.nodes().isEmpty() ? "" : done + "/" + run.nodes().size();
        }
    },
    MADE(Messages.RunsView_made, 5, 120) {
        @Override
        String text(RunRecord run) {
            List<Path> files = run.files();
            if (!run.message().isEmpty()) {
                return run.sentence();
            }
            if (files.isEmpty()) {
                return "";
            }
            String first = files.getFirst().getFileName().toString();
            return files.size() == 1 ? first : NLS.bind(Messages.RunsView_filesMany, first, files.size() - 1);
        }
    };

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final String title;
    private final int weight;
    private final int least;

    RunColumn(String title, int weight, int least) {
        this.title = title;
        this.weight = weight;
        this.least = least;
    }

    abstract String text(RunRecord run);

    String title() {
        return title;
    }

    /** Its share of the width. */
    int weight() {
        return weight;
    }

    /** Its least width in pixels. */
    int least() {
        return least;
    }
}
