// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillroom.edit.Examples.CATALOG;
import static org.stillroom.edit.Examples.port;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;
import org.stillroom.graph.Provider;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.nodes.contract.Port;

class WiringTest {

    private final Graph graph = Examples.firstPicture();

    @Test
    void portsOfOneTypeCanBeWired() {
        assertEquals(Optional.empty(), refusal("clip_encoder.embedding", "denoiser.clip_g"));
        assertEquals(Optional.empty(), refusal("prompt.text", "t5_tokenizer.text"), "wired already");
    }

    @Test
    void otherTypesAreRefusedWithWhatToDo() {
        assertEquals("\u201cTokens\u201d of t5_encoder takes Tokens, and \u201cText\u201d of prompt gives Text;"
                + " put a Tokenizer between.", refusal("prompt.text", "t5_encoder.tokens").orElseThrow());
        assertEquals("\u201cText\u201d of t5_tokenizer takes Text, and \u201cImage\u201d of vae_decoder gives Image;"
                + " wire it to an output of type Text.",
                refusal("vae_decoder.image", "t5_tokenizer.text").orElseThrow());
    }

    @Test
    void aCycleIsRefusedWithItsPath() {
        assertEquals("This wire would close a cycle (denoiser \u2192 vae_decoder \u2192 back \u2192 denoiser), and no"
                + " result can be made from itself; take an output that does not depend on \u201cdenoiser\u201d.",
                Wiring.refusal(withBack(), CATALOG, port("back.latent"), port("denoiser.latent")).orElseThrow());
        assertTrue(refusal("denoiser.latent", "denoiser.latent").orElseThrow().contains("cannot feed itself"));
    }

    @Test
    void portsThatAreNotThereAreRefused() {
        assertEquals("There is no node \u201cnobody\u201d.", refusal("nobody.x", "denoiser.t5").orElseThrow());
        assertEquals("prompt has no output \u201cx\u201d.", refusal("prompt.x", "denoiser.t5").orElseThrow());
        assertEquals("denoiser has no input \u201cx\u201d.", refusal("prompt.text", "denoiser.x").orElseThrow());
        assertEquals("\u201cTokens\u201d of t5_encoder is an input; drag a wire from an output to an input.",
                refusal("t5_encoder.tokens", "denoiser.t5").orElseThrow());
        assertEquals("\u201cImage\u201d of vae_decoder is an output; drag a wire from an output to an input.",
                refusal("noise.latent", "vae_decoder.image").orElseThrow());
    }

    @Test
    void aMissingNodeTypeIsNamedWithWhatToInstall() {
        Graph missing = graph.with(Node.of("x", "gone.type"));
        assertEquals("Nothing is known of the ports of \u201cx\u201d, as its type \u201cgone.type\u201d is not"
                + " installed; install the bundle that contributes it.",
                Wiring.refusal(missing, CATALOG, port("prompt.text"), port("x.in")).orElseThrow());
        Graph named = missing.withProviders(new TreeMap<>(Map.of("gone.type", new Provider("gone.bundle", "gone"))));
        assertTrue(Wiring.refusal(named, CATALOG, port("x.out"), port("denoiser.t5")).orElseThrow()
                .endsWith("install feature gone (bundle gone.bundle)."));
    }

    /** The one walk that lights ports up agrees with the refusal of each wire, in all examples and from all ports. */
    @Test
    void endsAreThePortsThatAreNotRefused() {
        for (String name : Examples.NAMES) {
            Graph example = Examples.graph(name);
            assertEndsAgree(example);
        }
        assertEndsAgree(withBack());
    }

    @Test
    void acceptingOffersWhatFitsNeediestFirst() {
        assertEquals(List.of("Crop or Pad", "Image Viewer", "Join Images", "Save Image", "Scale Image", "VAE Encoder",
                "Latent Noise", "Save Tensors"),
                labels(Wiring.accepting(CATALOG, "org.stillroom.image", true)).stream()
                        .filter(label -> !label.startsWith("Compare")).toList());
        assertEquals(List.of("Tokenizer"), labels(Wiring.accepting(CATALOG, "org.stillroom.tokens", false)));
        assertEquals(List.of(), Wiring.accepting(CATALOG, "gone.type", true));
    }

    private void assertEndsAgree(Graph example) {
        Set<PortRef> outputs = ports(example, false);
        Set<PortRef> inputs = ports(example, true);
        for (PortRef output : outputs) {
            Set<PortRef> allowed = new HashSet<>(inputs);
            allowed.removeIf(input -> Wiring.refusal(example, CATALOG, output, input).isPresent());
            assertEquals(allowed, Wiring.ends(example, CATALOG, output, true), output.toString());
        }
        for (PortRef input : inputs) {
            Set<PortRef> allowed = new HashSet<>(outputs);
            allowed.removeIf(output -> Wiring.refusal(example, CATALOG, output, input).isPresent());
            assertEquals(allowed, Wiring.ends(example, CATALOG, input, false), input.toString());
        }
    }

    private static Set<PortRef> ports(Graph graph, boolean inputs) {
        Set<PortRef> all = new HashSet<>();
        for (Node node : graph.nodes().values()) {
            NodeType type = CATALOG.nodeType(node.type()).orElseThrow();
            for (Port port : inputs ? type.inputs() : type.outputs()) {
                all.add(new PortRef(node.id(), port.id()));
            }
        }
        return all;
    }

    private Graph withBack() {
        return graph.with(Node.of("back", "org.stillroom.vaeEncoder").withInput("image", port("vae_decoder.image")));
    }

    private Optional<String> refusal(String from, String to) {
        return Wiring.refusal(graph, CATALOG, port(from), port(to));
    }

    private static List<String> labels(List<NodeType> types) {
        return types.stream().map(NodeType::label).toList();
    }
}
