// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.fixes;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.osgi.util.NLS;
import org.stillroom.edit.Fixes;
import org.stillroom.edit.NodeEdits;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Problem;
import org.stillroom.workbench.services.ModelDialog;

/**
 * All ways out of a problem: those that other bundles add, those that look for models, and those that the graph alone
 * tells. Fast; reads no disk.
 */
final class QuickFixes {

    private QuickFixes() {}

    /** The likeliest first; empty if only a person can know. */
    static List<QuickFix> of(FixTarget target, Problem problem) {
        Graph graph = target.graph();
        List<QuickFix> all = new ArrayList<>(QuickFixProviders.fixes(target, problem));
        NamedModel.of(graph, target.catalog(), problem.node(), problem.port())
                .ifPresent(use -> all.addAll(models(target, graph, use)));
        for (Fixes.Fix fix : Fixes.of(graph, target.catalog(), problem)) {
            all.add(new QuickFix(fix.label(), "", () -> target.execute(fix.edit())));
        }
        return List.copyOf(all);
    }

    private static List<QuickFix> models(FixTarget target, Graph graph, NamedModel use) {
        List<QuickFix> fixes = new ArrayList<>();
        if (!QuickFixProviders.chooseModel(use.node(), use.parameter())) {
            fixes.add(new QuickFix(Messages.QuickFixes_model, Messages.QuickFixes_modelTip,
                    () -> chooseModel(target, use)));
        }
        use.pin(graph).ifPresent(pin -> fixes.add(new QuickFix(
                NLS.bind(Messages.QuickFixes_locate, use.model()), Messages.QuickFixes_locateTip,
                () -> LocateJob.start(target, use.model(), pin))));
        return fixes;
    }

    private static void chooseModel(FixTarget target, NamedModel use) {
        ModelDialog.ask(target.shell(), target.folder(), use.parameter()).ifPresent(model ->
                target.execute(NodeEdits.parameter(use.node().id(), use.parameter().id(), TextNode.valueOf(model))));
    }
}
