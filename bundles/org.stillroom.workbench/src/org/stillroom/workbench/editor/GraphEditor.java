// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.editor;

import java.nio.file.Path;
import java.util.EventObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.gef.GraphicalViewer;
import org.eclipse.gef.commands.CommandStack;
import org.eclipse.gef.commands.CommandStackListener;
import org.eclipse.gef.editparts.ZoomManager;
import org.eclipse.jface.action.IAction;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.ISaveablePart2;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.ide.IGotoMarker;
import org.eclipse.ui.part.EditorPart;
import org.eclipse.ui.views.contentoutline.IContentOutlinePage;
import org.eclipse.ui.views.properties.IPropertySheetPage;
import org.eclipse.ui.views.properties.tabbed.ITabbedPropertySheetPageContributor;
import org.eclipse.ui.views.properties.tabbed.TabbedPropertySheetPage;
import org.stillroom.editor.canvas.CanvasContext;
import org.stillroom.editor.canvas.GraphCanvas;
import org.stillroom.editor.document.CanvasItem;
import org.stillroom.editor.document.Edit;
import org.stillroom.editor.document.GraphDocument;
import org.stillroom.editor.palette.PaletteDrop;
import org.stillroom.editor.status.Overlay;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Problem;
import org.stillroom.workbench.history.PictureHistory;
import org.stillroom.workbench.run.RunHandle;
import org.stillroom.workbench.run.RunListener;
import org.stillroom.workbench.run.RunTarget;
import org.stillroom.workbench.run.Runner;
import org.stillroom.workbench.services.Catalog;
import org.stillroom.workbench.services.HelpContexts;
import org.stillroom.workbench.services.Models;

/**
 * Edits one {@code .stillroom} file on the canvas. Opening never fails: a file that cannot be shown is shown as a page
 * that says why. While a run of the graph is on, the editor counts as dirty, so that closing it asks.
 */
public final class GraphEditor extends EditorPart
        implements RunTarget, IGotoMarker, ISaveablePart2, ITabbedPropertySheetPageContributor {

    public static final String ID = "org.stillroom.workbench.graphEditor";

    private final GraphDocument document = new GraphDocument(Graph.EMPTY);
    private final Overlay overlay = new Overlay();
    private final CommandStack commands = new CommandStack();
    private final CanvasContext context =
            new CanvasContext(document, Catalog.get(), overlay, commands, new WorkbenchHost(this));
    private final CommandStackListener dirt = this::stackChanged;
    private final RunListener runs = this::runChanged;
    private final Runnable modelsChanged = this::check;
    private final PendingEdits pending = new PendingEdits(this::dirtChanged);
    private final GraphStore store = new GraphStore(this);
    private final CanvasSelection selection = new CanvasSelection(this);
    private Questions questions = Questions.dialogs();
    private EditorPanes panes;
    private LiveCheck check;
    private boolean running;

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
        panes = new EditorPanes(this, parent, selection);
        HelpContexts.CANVAS.explain(parent);
        check = new LiveCheck(parent.getDisplay(), this::checked);
        document.addListener((before, after) -> Guard.run("following an edit", this::check));
        commands.addCommandStackListener(dirt);
        Runner.get().addListener(runs);
        Guard.run("reading the history of pictures", PictureHistory::get);
        Models.get().addListener(modelsChanged);
        store.open();
    }

    /** Shows a graph that was read; nothing is to be undone or saved. */
    void show(Graph graph) {
        document.replace(graph);
        commands.flush();
        commands.markSaveLocation();
        panes.showCanvas();
        String missing = MissingNodes.sentence(graph, context.catalog());
        if (!missing.isEmpty()) {
            bars().show(InfoBars.About.MISSING_NODES, true, missing, List.of());
        }
        check();
        Guard.run("showing earlier results", () -> {
            Runner.get().closed(this);
            Runner.get().opened(this);
        });
        panes.updateActions();
        dirtChanged();
    }

    /** Shows why the file cannot be opened. */
    void showBroken(String title, String sentence, String lines, BrokenPage.Ways ways) {
        panes.showBroken(title, sentence, lines, ways);
    }

    @Override
    public void doSave(IProgressMonitor monitor) {
        takeTyped();
        if (canvas().isPresent() && modified() && !store.save()) {
            monitor.setCanceled(true);
        }
    }

    @Override
    public void doSaveAs() {
        takeTyped();
        if (canvas().isPresent()) {
            store.saveAs();
        }
    }

    @Override
    public boolean isSaveAsAllowed() {
        return true;
    }

    /** Whether there is something to save, or a run to stop, before the editor can be closed. */
    @Override
    public boolean isDirty() {
        return modified() || running;
    }

    /** Whether the graph, or what is being typed, differs from the file. */
    public boolean modified() {
        return commands.isDirty() || store.detached() || !pending.isEmpty();
    }

    @Override
    public int promptToSaveOnClose() {
        takeTyped();
        if (running) {
            int answer = questions.ask(getSite().getShell(), Messages.GraphEditor_runningTitle,
                    NLS.bind(Messages.GraphEditor_running, getPartName()),
                    List.of(Messages.GraphEditor_stop, Messages.GraphEditor_keepOpen));
            if (answer != 0) {
                return CANCEL;
            }
            Runner.get().stop(this);
        }
        return modified() ? DEFAULT : NO;
    }

    @Override
    public void setFocus() {
        panes.setFocus();
    }

    @Override
    public void dispose() {
        if (panes != null) {
            Runner.get().removeListener(runs);
            Models.get().removeListener(modelsChanged);
            Guard.run("closing " + name(), () -> Runner.get().stop(this));
            Guard.run("closing " + name(), () -> Runner.get().closed(this));
            commands.removeCommandStackListener(dirt);
            store.close(panes.showsGraph());
        }
        super.dispose();
    }

    @Override
    public void gotoMarker(IMarker marker) {
        Problem problem = ProblemMarkers.problem(marker);
        canvas().ifPresent(canvas -> {
            if (document.graph().nodes().containsKey(problem.node())) {
                CanvasItem node = new CanvasItem.NodeItem(problem.node());
                canvas.select(List.of(node));
                canvas.reveal(node);
            }
        });
    }

    @Override
    public String getContributorId() {
        return ID;
    }

    @Override
    public <T> T getAdapter(Class<T> wanted) {
        Object found = null;
        if (wanted == IPropertySheetPage.class) {
            found = new TabbedPropertySheetPage(this);
        } else if (wanted == IContentOutlinePage.class) {
            found = panes == null ? null : panes.overview();
        } else if (wanted == GraphCanvas.class) {
            found = canvas().orElse(null);
        } else if (wanted == GraphicalViewer.class) {
            found = canvas().map(GraphCanvas::viewer).orElse(null);
        } else if (wanted == ZoomManager.class) {
            found = canvas().map(GraphCanvas::zoom).orElse(null);
        } else if (wanted == PaletteDrop.class) {
            found = panes == null ? null : panes.palette().orElse(null);
        } else if (wanted == CanvasContext.class) {
            found = context;
        } else if (wanted == CommandStack.class) {
            found = commands;
        } else if (wanted == GraphDocument.class) {
            found = document;
        } else if (wanted == Overlay.class) {
            found = overlay;
        } else if (wanted == IFile.class) {
            found = store.file().resource().orElse(null);
        }
        return found == null ? super.getAdapter(wanted) : wanted.cast(found);
    }

    /** Takes what is being typed, on the canvas and in the Properties view. */
    private void takeTyped() {
        canvas().ifPresent(GraphCanvas::commitDirectEdit);
        pending.flush();
    }

    /** The canvas; empty while the file cannot be opened. */
    public Optional<GraphCanvas> canvas() {
        return panes == null ? Optional.empty() : panes.canvas();
    }

    public CanvasContext context() {
        return context;
    }

    /** What is being typed in the Properties view and is not yet in the graph. */
    public PendingEdits pending() {
        return pending;
    }

    /** What the editor has to say above the canvas. */
    public InfoBars bars() {
        return panes.bars();
    }

    /** The actions that the workbench's Edit menu and keys stand for, by the workbench's ids. */
    Map<String, IAction> globalActions() {
        return panes == null ? Map.of() : panes.globalActions();
    }

    /** Where the canvas, or the page in its place, stands. */
    Composite content() {
        return panes.content();
    }

    Questions questions() {
        return questions;
    }

    /** Asks in another way than with dialogs, as tests do. */
    void setQuestions(Questions changed) {
        questions = changed;
    }

    GraphStore store() {
        return store;
    }

    /** The editor shows another file from now on, under the same or another name. */
    void inputChanged(IEditorInput input) {
        setInputWithNotify(input);
        setPartName(input.getName());
    }

    void dirtChanged() {
        firePropertyChange(IEditorPart.PROP_DIRTY);
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
    public GraphDocument document() {
        return document;
    }

    /** The graph with all that has been typed. */
    @Override
    public Graph graph() {
        takeTyped();
        return document.graph();
    }

    @Override
    public Overlay overlay() {
        return overlay;
    }

    @Override
    public void execute(Edit edit) {
        context.execute(edit);
    }

    @Override
    public void say(String sentence, boolean error) {
        if (sentence.isEmpty()) {
            bars().hide(InfoBars.About.RUN);
        } else {
            bars().show(InfoBars.About.RUN, error, sentence,
                    List.of(new InfoBars.Choice(Messages.GraphEditor_hide, () -> { })));
        }
    }

    private void check() {
        if (canvas().isPresent()) {
            check.request(document.graph(), Models.get().folders(folder()), store.file().resource().orElse(null));
        }
    }

    private void checked(Graph graph, List<Problem> problems) {
        if (graph == document.graph() && canvas().isPresent()) {
            overlay.setProblems(problems);
        }
    }

    private void stackChanged(EventObject event) {
        panes.updateActions();
        if (canvas().isPresent()) {
            Guard.run("following an edit", store::edited);
        }
        dirtChanged();
    }

    private void runChanged(RunHandle changed) {
        boolean now = Runner.get().runs(this);
        if (now != running) {
            running = now;
            dirtChanged();
        }
    }
}
