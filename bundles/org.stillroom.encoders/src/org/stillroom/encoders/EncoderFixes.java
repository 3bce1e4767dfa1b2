// SPDX-License-Identifier: EPL-2.0
package org.stillroom.encoders;

import java.util.List;
import java.util.Optional;
import org.stillroom.encoders.edit.EncoderEdits;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;
import org.stillroom.graph.Problem;
import org.stillroom.nodes.contract.Parameter;
import org.stillroom.workbench.fixes.FixTarget;
import org.stillroom.workbench.fixes.QuickFix;
import org.stillroom.workbench.fixes.QuickFixProvider;
import org.stillroom.workbench.services.Models;

/** Offers another encoder where one is missing or does not fit, from the list that tells which do. */
public final class EncoderFixes implements QuickFixProvider {

    @Override
    public List<QuickFix> fixes(FixTarget target, Problem problem) {
        return encoder(target.graph(), problem).map(node -> List.of(choose(target, node))).orElse(List.of());
    }

    @Override
    public boolean choosesModel(Node node, Parameter parameter) {
        return node.type().equals(EncoderNodes.T5) && parameter.id().equals(EncoderNodes.MODEL);
    }

    /** The T5 encoder whose model is to blame: the node's own, or the one that feeds a denoiser. */
    private static Optional<String> encoder(Graph graph, Problem problem) {
        if (problem.node().isEmpty() || problem.port().isEmpty()) {
            return Optional.empty();
        }
        boolean own = Optional.ofNullable(graph.nodes().get(problem.node()))
                .filter(node -> node.type().equals(EncoderNodes.T5)).isPresent();
        return own ? Optional.of(problem.node()).filter(node -> problem.port().equals(EncoderNodes.MODEL))
                : EncoderNodes.encoderAt(graph, new PortRef(problem.node(), problem.port()));
    }

    private static QuickFix choose(FixTarget target, String node) {
        return new QuickFix(Messages.EncoderFixes_choose, Messages.EncoderFixes_chooseTip, () -> {
            String chosen = EncoderActions.ask(target.shell(), target.graph(), target.catalog(), node,
                    () -> Models.get().folders(target.folder()));
            if (!chosen.isEmpty()) {
                target.execute(EncoderEdits.swap(node, chosen));
            }
        });
    }
}
