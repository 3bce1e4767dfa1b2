// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.fixes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.dialogs.PreferencesUtil;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Ids;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.check.CheckedGraph;
import org.stillroom.nodes.check.StandIns;
import org.stillroom.workbench.open.InfoBars;
import org.stillroom.workbench.open.InfoBars.Choice;
import org.stillroom.workbench.open.InfoBars.Line;
import org.stillroom.workbench.open.OpenGraph;
import org.stillroom.workbench.services.ModelDialog;
import org.stillroom.workbench.services.Models;

/**
 * Says above the canvas which models are missing, one by one, with what can be done about each. Which of the models
 * that are there would do is found out in a job.
 */
public final class MissingModelsBar {

    private static final String PAGE = "org.stillroom.workbench.preferences.models";
    /** Others come up when these are settled. */
    private static final int MOST_LINES = 4;

    private final OpenGraph graph;
    private final InfoBars bars;
    private final FittingJob job;
    private final Map<String, String> fitting = new HashMap<>();
    private List<MissingModel> missing = List.of();
    private List<Object> shown = List.of();

    public MissingModelsBar(OpenGraph graph, InfoBars bars) {
        this.graph = graph;
        this.bars = bars;
        this.job = new FittingJob(graph.part().getSite().getShell().getDisplay());
    }

    /** Shows what is missing in the editor's graph; in the user interface's thread. */
    public void show(CheckedGraph checked) {
        missing = MissingModel.of(graph.document().graph(), graph.context().catalog(), checked);
        fitting.keySet().retainAll(missing.stream().map(MissingModel::name).toList());
        show();
        if (missing.isEmpty()) {
            job.cancel();
        } else {
            job.look(graph.document().graph(), graph.folder(), missing);
        }
    }

    public void dispose() {
        job.cancel();
    }

    private void show() {
        List<Object> now = new ArrayList<>(missing.stream().map(this::text).toList());
        now.add(Map.copyOf(fitting));
        if (missing.isEmpty()) {
            bars.hide(InfoBars.About.MISSING_MODELS);
        } else if (!now.equals(shown) || bars.sentence(InfoBars.About.MISSING_MODELS).isEmpty()) {
            List<Line> lines = new ArrayList<>(missing.stream().limit(MOST_LINES).map(this::line).toList());
            if (missing.size() > MOST_LINES) {
                lines.add(new Line(NLS.bind(Messages.MissingModelsBar_more, missing.size() - MOST_LINES), List.of()));
            }
            bars.show(InfoBars.About.MISSING_MODELS, true, missing.size() == 1 ? Messages.MissingModelsBar_one
                    : NLS.bind(Messages.MissingModelsBar_many, missing.size()),
                    List.of(new Choice(Messages.MissingModelsBar_folders, this::openFolders, true)), lines);
        }
        shown = now;
    }

    private Line line(MissingModel model) {
        List<Choice> choices = new ArrayList<>();
        String stand = fitting.get(model.name());
        if (stand != null) {
            choices.add(new Choice(use(stand), () -> replace(model, stand), true));
        }
        model.uses().getFirst().pin(graph.document().graph()).ifPresent(pin -> choices.add(new Choice(
                Messages.MissingModelsBar_checksum,
                () -> LocateJob.start(new EditorTarget(graph), model.name(), pin), true)));
        choices.add(new Choice(Messages.MissingModelsBar_choose, () -> choose(model), true));
        return new Line(text(model), choices);
    }

    private String text(MissingModel model) {
        String places = model.uses().stream().map(use -> NLS.bind(Messages.MissingModelsBar_place,
                use.parameter().label(), use.node().id())).collect(Collectors.joining(", "));
        return NLS.bind(Messages.MissingModelsBar_line, Ids.shorten(model.name()), Ids.shorten(places));
    }

    private static String use(String model) {
        return NLS.bind(Messages.MissingModelsBar_use, Ids.shorten(model));
    }

    private void replace(MissingModel model, String by) {
        graph.execute(NamedModel.replaced(graph.context().catalog(), use(by), model.name(), by));
    }

    /** From the list that knows more than names, where there is one for the parameter. */
    private void choose(MissingModel model) {
        NamedModel use = model.uses().getFirst();
        FixTarget target = new EditorTarget(graph);
        Optional<QuickFix> own = model.uses().size() == 1 && QuickFixProviders.chooseModel(use.node(), use.parameter())
                ? QuickFixProviders.fixes(target, model.problem()).stream().findFirst() : Optional.empty();
        own.ifPresentOrElse(fix -> fix.action().run(),
                () -> ModelDialog.ask(target.shell(), target.folder(), use.parameter())
                        .ifPresent(chosen -> replace(model, chosen)));
    }

    private void openFolders() {
        PreferencesUtil.createPreferenceDialogOn(graph.part().getSite().getShell(), PAGE, new String[] {PAGE}, null)
                .open();
    }

    private void found(Graph of, Map<String, String> result) {
        if (of == graph.document().graph()) {
            fitting.clear();
            fitting.putAll(result);
            show();
        }
    }

    /** Looks which models would do. */
    private final class FittingJob extends Job {

        /** What to look for. */
        private record Request(Graph graph, Path folder, List<MissingModel> missing) {}

        private final Display display;
        private volatile Request request;

        FittingJob(Display display) {
            super(Messages.MissingModelsBar_job);
            this.display = display;
            setSystem(true);
            setPriority(LONG);
        }

        void look(Graph of, Path folder, List<MissingModel> models) {
            request = new Request(of, folder, models);
            cancel();
            schedule();
        }

        @Override
        protected IStatus run(IProgressMonitor monitor) {
            Request now = request;
            Progress cancel = () -> {
                if (monitor.isCanceled() || now != request) {
                    throw new CancellationException();
                }
            };
            try {
                StandIns stands = new StandIns(now.graph(), graph.context().catalog(),
                        Models.get().folders(now.folder()));
                Map<String, String> result = new HashMap<>();
                for (MissingModel model : now.missing()) {
                    stands.find(model.name(), model.places(), model.offered(now.folder()), cancel)
                            .ifPresent(name -> result.put(model.name(), name));
                }
                if (!display.isDisposed()) {
                    display.asyncExec(() -> found(now.graph(), result));
                }
                return Status.OK_STATUS;
            } catch (CancellationException e) {
                return Status.CANCEL_STATUS;
            }
        }
    }
}
