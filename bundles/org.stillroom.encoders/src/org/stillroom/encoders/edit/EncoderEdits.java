// SPDX-License-Identifier: EPL-2.0
package org.stillroom.encoders.edit;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import org.eclipse.osgi.util.NLS;
import org.stillroom.edit.Edit;
import org.stillroom.edit.NodeEdits;
import org.stillroom.graph.Graph;
import org.stillroom.nodes.catalog.NodeCatalog;

/** Edits that put other encoders into a graph. */
public final class EncoderEdits {

    private EncoderEdits() {}

    /** @param model name of the encoder, relative to a model folder */
    public static Edit swap(String node, String model) {
        return new Edit(NLS.bind(Messages.swapEncoder, model),
                NodeEdits.parameter(node, "model", TextNode.valueOf(model)).change());
    }

    /**
     * Makes the side-by-side graph: the encoder, and all that follows from it, once for each model; what comes before
     * it, and beside it, such as prompt, tokenizer and noise, is shared. The pictures go into one comparing viewer.
     *
     * @param encoderNode stays, with its own model if that is among the models and with the first one otherwise
     * @param models names of two or more encoders
     * @throws IllegalArgumentException if there is no such node, or fewer than two models
     */
    public static Edit compare(Graph graph, NodeCatalog catalog, String encoderNode, List<String> models) {
        List<String> distinct = models.stream().distinct().toList();
        if (!graph.nodes().containsKey(encoderNode) || distinct.size() < 2) {
            throw new IllegalArgumentException("expected a node of the graph and at least two encoders, found \""
                    + encoderNode + "\" and " + distinct);
        }
        return new Edit(NLS.bind(Messages.compareEncoders, distinct.size()), current ->
                current.nodes().containsKey(encoderNode)
                        ? new EncoderComparison(current, catalog, encoderNode).apply(distinct) : current);
    }

    /** The branches that {@link #compare} makes of a graph, that of the node itself first; none without a picture. */
    public static List<Contender> contenders(Graph graph, NodeCatalog catalog, String encoderNode,
            List<String> models) {
        EncoderComparison comparison = new EncoderComparison(graph, catalog, encoderNode);
        comparison.apply(models.stream().distinct().toList());
        return comparison.contenders();
    }
}
