// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.editor;

import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.core.filesystem.EFS;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.ide.IDE;
import org.stillroom.editor.canvas.context.CanvasHost;
import org.stillroom.graph.Node;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.nodes.contract.Parameter;
import org.stillroom.nodes.contract.Port;
import org.stillroom.workbench.nodes.NodeUse;
import org.stillroom.workbench.open.OpenGraph;
import org.stillroom.workbench.results.ResultView;
import org.stillroom.workbench.run.Runner;
import org.stillroom.workbench.services.Catalog;
import org.stillroom.workbench.services.Contributions;
import org.stillroom.workbench.services.Guard;
import org.stillroom.workbench.services.Models;
import org.stillroom.workbench.services.NodeIcons;
import org.stillroom.workbench.services.OfferedModel;
import org.stillroom.workbench.services.Preferences;

/** The workbench as the canvas knows it. */
final class WorkbenchHost implements CanvasHost {

    private final OpenGraph graph;

    WorkbenchHost(OpenGraph graph) {
        this.graph = graph;
    }

    @Override
    public List<String> models(NodeType type, Parameter parameter) {
        return Models.get().offered(graph.folder(), parameter.accepts()).stream()
                .filter(model -> model.fit() != OfferedModel.Fit.NO).map(OfferedModel::name).toList();
    }

    @Override
    public boolean editable() {
        return true;
    }

    @Override
    public List<String> usual() {
        return NodeUse.get().ids();
    }

    @Override
    public void added(NodeType type) {
        NodeUse.get().added(type.id());
    }

    @Override
    public boolean wheelZooms() {
        return Preferences.wheelZooms();
    }

    @Override
    public boolean mapWanted() {
        return Preferences.mapWanted();
    }

    @Override
    public void wantMap(boolean wanted) {
        Preferences.wantMap(wanted);
    }

    @Override
    public Optional<Path> file() {
        return Optional.of(graph.file());
    }

    @Override
    public Optional<URL> icon(NodeType type) {
        return NodeIcons.of(type);
    }

    @Override
    public void say(String sentence) {
        if (graph.part().getSite() instanceof IEditorSite site) {
            site.getActionBars().getStatusLineManager().setMessage(sentence.isEmpty() ? null : sentence);
        }
    }

    @Override
    public void open(String node) {
        Node opened = graph.document().graph().nodes().get(node);
        if (opened == null) {
            return;
        }
        Optional<NodeType> sink = Catalog.get().nodeType(opened.type()).filter(NodeType::sink);
        Optional<String> view = sink.flatMap(WorkbenchHost::viewOf);
        Optional<Path> written = Runner.get().written(graph, node).filter(Files::isRegularFile);
        if (view.isEmpty() && written.isPresent()) {
            openFile(written.get());
        } else {
            show(view.orElse(IPageLayout.ID_PROP_SHEET), node);
        }
    }

    private void openFile(Path file) {
        try {
            IDE.openEditorOnFileStore(graph.part().getSite().getPage(),
                    EFS.getLocalFileSystem().getStore(file.toUri()));
        } catch (PartInitException e) {
            Guard.log("opening " + file, e);
        }
    }

    /** The view that a bundle contributes for what arrives at one of the inputs. */
    private static Optional<String> viewOf(NodeType type) {
        Set<String> inputs = type.inputs().stream().map(Port::type).collect(Collectors.toSet());
        return Contributions.of("results", "view").filter(view -> inputs.contains(view.getAttribute("portType")))
                .map(view -> view.getAttribute("id")).findFirst();
    }

    private void show(String view, String node) {
        try {
            IViewPart shown = graph.part().getSite().getPage().showView(view);
            if (shown instanceof ResultView results) {
                results.showNewest(graph.name(), node);
            }
        } catch (PartInitException e) {
            Guard.log("opening the view " + view, e);
        }
    }
}
