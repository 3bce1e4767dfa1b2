// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.fixes;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.osgi.util.NLS;
import org.stillroom.edit.Fixes;
import org.stillroom.edit.NodeEdits;
import org.stillroom.edit.encoders.EncoderEdits;
import org.stillroom.graph.Graph;
import org.stillroom.graph.PortRef;
import org.stillroom.graph.Problem;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.workbench.encoders.EncoderActions;
import org.stillroom.workbench.encoders.EncoderNodes;
import org.stillroom.workbench.services.Models;

/** All ways out of a problem: those that the graph alone tells, and those that look for models. Fast; reads no disk. */
final class QuickFixes {

    private final FixTarget target;
    private final Graph graph;
    private final NodeCatalog catalog;

    private QuickFixes(FixTarget target, NodeCatalog catalog) {
        this.target = target;
        this.graph = target.graph();
        this.catalog = catalog;
    }

    /** The likeliest first; empty if only a person can know. */
    static List<QuickFix> of(FixTarget target, NodeCatalog catalog, Problem problem) {
        QuickFixes fixes = new QuickFixes(target, catalog);
        List<QuickFix> all = new ArrayList<>();
        fixes.encoder(problem).ifPresent(node -> all.add(fixes.chooseEncoder(node)));
        ModelUse.of(fixes.graph, catalog, problem.node(), problem.port())
                .ifPresent(use -> all.addAll(fixes.models(use)));
        for (Fixes.Fix fix : Fixes.of(fixes.graph, catalog, problem)) {
            all.add(new QuickFix(fix.label(), "", () -> target.execute(fix.edit())));
        }
        return List.copyOf(all);
    }

    /** The T5 encoder whose model is to blame: the node's own, or the one that feeds a denoiser. */
    private Optional<String> encoder(Problem problem) {
        if (problem.node().isEmpty() || problem.port().isEmpty()) {
            return Optional.empty();
        }
        boolean own = Optional.ofNullable(graph.nodes().get(problem.node()))
                .filter(node -> node.type().equals(EncoderNodes.T5)).isPresent();
        return own ? Optional.of(problem.node()).filter(node -> problem.port().equals(EncoderNodes.MODEL))
                : EncoderNodes.encoderAt(graph, new PortRef(problem.node(), problem.port()));
    }

    private QuickFix chooseEncoder(String node) {
        return new QuickFix(Messages.QuickFixes_encoder, Messages.QuickFixes_encoderTip, () -> {
            String chosen = EncoderActions.ask(target.shell(), target.graph(), catalog, node,
                    () -> Models.get().folders(target.folder()));
            if (!chosen.isEmpty()) {
                target.execute(EncoderEdits.swap(node, chosen));
            }
        });
    }

    private List<QuickFix> models(ModelUse use) {
        List<QuickFix> fixes = new ArrayList<>();
        if (!use.node().type().equals(EncoderNodes.T5)) {
            fixes.add(new QuickFix(Messages.QuickFixes_model, Messages.QuickFixes_modelTip, () -> chooseModel(use)));
        }
        use.pin(graph).ifPresent(pin -> fixes.add(new QuickFix(
                NLS.bind(Messages.QuickFixes_locate, use.model()), Messages.QuickFixes_locateTip,
                () -> LocateJob.start(target, catalog, use.model(), pin))));
        return fixes;
    }

    private void chooseModel(ModelUse use) {
        ModelDialog.ask(target.shell(), target.folder(), use.parameter().label()).ifPresent(model ->
                target.execute(NodeEdits.parameter(use.node().id(), use.parameter().id(), TextNode.valueOf(model))));
    }
}
