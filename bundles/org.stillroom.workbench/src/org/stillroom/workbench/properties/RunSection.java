// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.properties;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;
import org.stillroom.editor.canvas.theme.Spacing;
import org.stillroom.editor.status.NodeStatus;
import org.stillroom.editor.status.Overlay;
import org.stillroom.graph.Node;
import org.stillroom.graph.Problem;
import org.stillroom.nodes.contract.Port;
import org.stillroom.workbench.services.Guard;

/** How a node did in the last run, and what is wrong with it now. */
public final class RunSection extends GraphSection {

    private static final double MEBIBYTE = 1 << 20;

    private final Consumer<String> listener = node -> Guard.run("showing a node's state", () -> told(node));
    private Text text;
    private Overlay followed;

    @Override
    void create(Composite area) {
        GridLayoutFactory.fillDefaults().margins(Spacing.MEDIUM, Spacing.MEDIUM).applyTo(area);
        text = getWidgetFactory().createText(area, "", SWT.MULTI | SWT.WRAP | SWT.READ_ONLY);
        GridDataFactory.fillDefaults().grab(true, true).hint(240, 80).applyTo(text);
    }

    @Override
    void update() {
        Overlay overlay = first().context().overlay();
        if (overlay != followed) {
            unfollow();
            followed = overlay;
            followed.addListener(listener);
        }
        first().node().ifPresent(this::show);
    }

    @Override
    public void aboutToBeHidden() {
        unfollow();
        super.aboutToBeHidden();
    }

    @Override
    public void dispose() {
        unfollow();
        super.dispose();
    }

    private void unfollow() {
        if (followed != null) {
            followed.removeListener(listener);
            followed = null;
        }
    }

    private void told(String node) {
        if (!text.isDisposed() && !elements().isEmpty()) {
            first().node().filter(shown -> shown.id().equals(node)).ifPresent(this::show);
        }
    }

    private void show(Node node) {
        StringBuilder shown = new StringBuilder(status(first().context().overlay().status(node.id())));
        values(node).forEach(line -> shown.append('\n').append(line));
        for (Problem problem : first().context().overlay().problems(node.id())) {
            shown.append('\n').append(problem.port().isEmpty() ? problem.message()
                    : NLS.bind(Messages.problem, problem.port(), problem.message()));
        }
        first().context().overlay().settled(node.id()).forEach((parameter, value) ->
                shown.append('\n').append(NLS.bind(Messages.found, parameter, value)));
        if (!shown.toString().equals(text.getText())) {
            text.setText(shown.toString());
        }
    }

    /** What the last run made: a line for each output, and for each row of what the node shows itself. */
    private List<String> values(Node node) {
        List<String> lines = new ArrayList<>();
        first().context().overlay().shown(node.id()).forEach((port, shown) -> {
            String label = port.isEmpty() ? "" : first().type().flatMap(type -> type.output(port)).map(Port::label)
                    .orElse(port);
            lines.addAll(label.isEmpty() ? ShownText.lines(shown) : ShownText.lines(label, shown));
        });
        return lines;
    }

    private static String status(NodeStatus status) {
        String seconds = String.format(Locale.ROOT, "%.2f", status.seconds());
        String size = String.format(Locale.ROOT, "%.1f", status.bytes() / MEBIBYTE);
        return switch (status.state()) {
            case IDLE -> Messages.stateIdle;
            case WAITING -> Messages.stateWaiting;
            case RUNNING -> (status.total() == 0 ? Messages.stateRunning
                    : NLS.bind(Messages.stateRunningSteps, status.done(), status.total()))
                    + (status.message().isEmpty() ? "" : ' ' + status.message());
            case DONE -> NLS.bind(Messages.stateDone, seconds, size)
                    + (status.message().isEmpty() ? "" : ' ' + status.message());
            case CACHED -> NLS.bind(Messages.stateCached, size);
            case RECALLED -> NLS.bind(Messages.stateRecalled, seconds, size);
            case FAILED -> NLS.bind(Messages.stateFailed, status.message());
            case SKIPPED -> Messages.stateSkipped;
            case CANCELLED -> Messages.stateCancelled;
        };
    }
}
