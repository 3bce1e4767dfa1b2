// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.editor;

import java.nio.file.Path;
import java.util.EventObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.gef.commands.CommandStack;
import org.eclipse.gef.commands.CommandStackListener;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.ISaveablePart2;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.ide.IGotoMarker;
import org.eclipse.ui.part.EditorPart;
import org.eclipse.ui.views.properties.IPropertySheetPage;
import org.eclipse.ui.views.properties.tabbed.ITabbedPropertySheetPageContributor;
import org.eclipse.ui.views.properties.tabbed.TabbedPropertySheetPage;
import org.stillroom.edit.GraphDocument;
import org.stillroom.editor.canvas.GraphCanvas;
import org.stillroom.editor.canvas.context.CanvasContext;
import org.stillroom.editor.status.Overlay;
import org.stillroom.graph.Graph;
import org.stillroom.workbench.open.InfoBars;
import org.stillroom.workbench.open.OpenGraph;
import org.stillroom.workbench.open.PendingEdits;
import org.stillroom.workbench.open.Questions;
import org.stillroom.workbench.open.RanGraph;
import org.stillroom.workbench.run.RunEnd;
import org.stillroom.workbench.run.Runner;
import org.stillroom.workbench.services.Catalog;
import org.stillroom.workbench.services.Guard;
import org.stillroom.workbench.services.HelpContexts;
import org.stillroom.workbench.store.BrokenFile;
import org.stillroom.workbench.store.GraphScreen;
import org.stillroom.workbench.store.GraphStore;
import org.stillroom.workbench.store.MissingNodes;
import org.stillroom.workbench.store.Opening;
import org.stillroom.workbench.store.Saving;

/**
 * Edits one {@code .stillroom} file on the canvas. Opening never fails: a file that cannot be shown is shown as a page
 * that says why. Closing it lets a run of the graph go on; the list of runs has it, and the graph shows it when it is
 * opened again.
 */
public final class GraphEditor extends EditorPart
        implements OpenGraph, ISaveablePart2, ITabbedPropertySheetPageContributor {

    private final CommandStack commands = new CommandStack();
    private final CanvasContext context = new CanvasContext(new GraphDocument(Graph.EMPTY), Catalog.get(),
            new Overlay(), commands, new WorkbenchHost(this));
    private final CommandStackListener dirt = this::stackChanged;
    private final GraphScreen screen = new Screen();
    private final PendingEdits pending = new PendingEdits(screen::dirtChanged);
    private final GraphStore store = new GraphStore(screen);
    private final Opening opening = new Opening(screen, store);
    private final Saving saving = new Saving(screen, store);
    private final CanvasSelection selection = new CanvasSelection(this);
    private Questions questions = Questions.dialogs();
    private EditorPanes panes;
    private EditorProblems problems;

    @Override
    public void init(IEditorSite site, IEditorInput input) throws PartInitException {
        setSite(site);
        setInput(input);
        setPartName(input.getName());
        site.setSelectionProvider(selection);
        store.setInput(input);
    }

    @Override
    public void createPartControl(Composite parent) {
        panes = new EditorPanes(this, getEditorSite(), parent, selection);
        HelpContexts.CANVAS.explain(parent);
        problems = new EditorProblems(this, store, panes.bars(), parent.getDisplay());
        commands.addCommandStackListener(dirt);
        opening.open();
    }

    @Override
    public void doSave(IProgressMonitor monitor) {
        takeTyped();
        if (canvas().isPresent() && modified() && !saving.save()) {
            monitor.setCanceled(true);
        }
    }

    @Override
    public void doSaveAs() {
        takeTyped();
        if (canvas().isPresent()) {
            saving.saveAs();
        }
    }

    @Override
    public boolean isSaveAsAllowed() {
        return true;
    }

    @Override
    public boolean isDirty() {
        return modified();
    }

    @Override
    public boolean modified() {
        return commands.isDirty() || store.detached() || !pending.isEmpty();
    }

    @Override
    public int promptToSaveOnClose() {
        takeTyped();
        return modified() ? DEFAULT : NO;
    }

    @Override
    public void setFocus() {
        panes.setFocus();
    }

    @Override
    public void dispose() {
        if (panes != null) {
            problems.dispose();
            Guard.run("closing " + name(), () -> Runner.get().closed(this));
            commands.removeCommandStackListener(dirt);
            opening.close(panes.showsGraph());
        }
        super.dispose();
    }

    @Override
    public String getContributorId() {
        return EDITOR;
    }

    @Override
    public <T> T getAdapter(Class<T> wanted) {
        Object found = adapter(wanted);
        return found == null ? super.getAdapter(wanted) : wanted.cast(found);
    }

    /** What other parts of the workbench can ask for; null where there is no such thing, or not yet. */
    private Object adapter(Class<?> wanted) {
        if (wanted == IPropertySheetPage.class) {
            return new TabbedPropertySheetPage(this);
        } else if (wanted == IFile.class) {
            return store.file().resource().orElse(null);
        } else if (wanted == IGotoMarker.class) {
            return problems;
        }
        return Stream.of(context, commands, context.document(), context.overlay())
                .filter(shared -> shared.getClass() == wanted).findFirst()
                .orElseGet(() -> panes == null ? null : panes.adapter(wanted));
    }

    @Override
    public Optional<GraphCanvas> canvas() {
        return panes == null ? Optional.empty() : panes.canvas();
    }

    @Override
    public CanvasContext context() {
        return context;
    }

    @Override
    public PendingEdits pending() {
        return pending;
    }

    /** What the editor has to say above the canvas. */
    public InfoBars bars() {
        return panes.bars();
    }

    /** Asks in another way than with dialogs, as tests do. */
    void setQuestions(Questions changed) {
        questions = changed;
    }

    @Override
    public void run(Set<String> targets, Consumer<RanGraph> ended) {
        RunEnd.run(this, targets, ended);
    }

    @Override
    public IEditorPart part() {
        return this;
    }

    @Override
    public String name() {
        return getPartName();
    }

    @Override
    public Path file() {
        return store.file().path();
    }

    @Override
    public Graph takeGraph() {
        takeTyped();
        return document().graph();
    }

    @Override
    public void say(String sentence, boolean error) {
        bars().say(InfoBars.About.RUN, error, sentence);
    }

    /** Takes what is being typed, on the canvas and in the Properties view. */
    private void takeTyped() {
        canvas().ifPresent(GraphCanvas::commitDirectEdit);
        pending.flush();
    }

    private void stackChanged(EventObject event) {
        panes.updateActions();
        if (canvas().isPresent()) {
            Guard.run("following an edit", store::edited);
        }
        screen.dirtChanged();
    }

    /** The editor as its file side knows it. */
    private final class Screen implements GraphScreen {

        @Override
        public OpenGraph graph() {
            return GraphEditor.this;
        }

        @Override
        public void show(Graph graph) {
            document().replace(graph);
            commands.flush();
            commands.markSaveLocation();
            panes.showCanvas();
            String missing = MissingNodes.sentence(graph, context.catalog());
            if (!missing.isEmpty()) {
                bars().show(InfoBars.About.MISSING_NODES, true, missing, List.of());
            }
            check();
            Guard.run("showing earlier results", () -> {
                Runner.get().closed(GraphEditor.this);
                Runner.get().opened(GraphEditor.this);
            });
            panes.updateActions();
            dirtChanged();
        }

        @Override
        public void show(BrokenFile broken) {
            panes.showBroken(broken);
            checkFile();
        }

        @Override
        public InfoBars bars() {
            return panes.bars();
        }

        @Override
        public int ask(String title, String message, List<String> buttons) {
            return questions.ask(getSite().getShell(), title, message, buttons);
        }

        @Override
        public void check() {
            problems.check();
        }

        @Override
        public void checkFile() {
            problems.checkFile();
        }

        @Override
        public void inputChanged(IEditorInput input) {
            setInputWithNotify(input);
            setPartName(input.getName());
        }

        @Override
        public void dirtChanged() {
            firePropertyChange(IEditorPart.PROP_DIRTY);
        }
    }
}
