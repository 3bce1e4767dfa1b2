// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stillroom.nodes.contract.NodeType;

class NodeSearchTest {

    @ParameterizedTest
    @CsvSource({
        "denoiser, Denoiser", "den, Denoiser", "DEN, Denoiser", "t5, T5 Encoder", "enc t5, T5 Encoder",
        "vd, VAE Decoder", "vae dec, VAE Decoder", "deco, VAE Decoder", "decodr, VAE Decoder",
        "tokenzier, Tokenizer", "tokeniser, Tokenizer", "prmpt, Prompt", "save, Save Image", "img view, Image Viewer",
        "viewer, Image Viewer", "noise, Latent Noise", "seed noise, Latent Noise", "clipEncoder, CLIP Encoder",
        "jpeg, Load Image", "safetensors, Save Tensors", "ln, Latent Noise", "imagevi, Image Viewer",
        "ksampler, Denoiser", "sampler, Denoiser", "vaedecode, VAE Decoder", "emptylatent, Latent Noise",
        "preview, Image Viewer", "t5-xxl, T5 Encoder"})
    void findsFirst(String typed, String label) {
        List<String> found = labels(NodeSearch.find(Examples.CATALOG, typed));
        assertFalse(found.isEmpty(), "nothing is found for " + typed);
        assertEquals(label, found.getFirst(), found.toString());
    }

    @Test
    void theCategoryFindsAllOfIt() {
        List<String> found = labels(NodeSearch.find(Examples.CATALOG, "text"));
        assertTrue(found.containsAll(List.of("Prompt", "Tokenizer", "T5 Encoder", "CLIP Encoder")), found.toString());
    }

    @Test
    void namesComeBeforeDescriptions() {
        List<String> found = labels(NodeSearch.find(Examples.CATALOG, "latent"));
        assertEquals("Latent Noise", found.getFirst());
        assertTrue(found.indexOf("VAE Decoder") > 0 && found.contains("VAE Encoder"), found.toString());
    }

    @Test
    void everyWordHasToFit() {
        assertEquals(List.of(), NodeSearch.find(Examples.CATALOG, "denoiser zzzz"));
        assertEquals(List.of(), NodeSearch.find(Examples.CATALOG, "qqq"));
    }

    @Test
    void anEmptyTextFindsAllByCategory() {
        List<NodeType> all = NodeSearch.find(Examples.CATALOG, "  ");
        assertEquals(offered().size(), all.size());
        List<NodeType> sorted = new ArrayList<>(all);
        sorted.sort(Comparator.comparing(NodeType::category).thenComparing(NodeType::label));
        assertEquals(labels(sorted), labels(all));
    }

    @Test
    void everyTypeIsFoundFirstByItsLabel() {
        for (NodeType type : offered()) {
            assertEquals(type.label(), NodeSearch.find(Examples.CATALOG, type.label()).getFirst().label());
        }
    }

    @Test
    void hiddenAndDeprecatedTypesAreNotFound() {
        NodeType prompt = Examples.type("prompt");
        assertEquals(List.of(), NodeSearch.find(List.of(copy(prompt, true, false), copy(prompt, false, true)), ""));
        assertEquals(1, NodeSearch.find(List.of(copy(prompt, false, false)), "prompt").size());
    }

    private static List<NodeType> offered() {
        return Examples.CATALOG.nodeTypes().values().stream()
                .filter(type -> !type.hidden() && !type.deprecated()).toList();
    }

    private static NodeType copy(NodeType type, boolean hidden, boolean deprecated) {
        return new NodeType(type.id(), type.version(), type.label(), type.category(), type.keywords(),
                type.description(), type.icon(), type.sink(), type.device(), hidden, deprecated, type.inputs(),
                type.outputs(), type.parameters(), type.renamedParameters(), type.provider(), type.function());
    }

    private static List<String> labels(List<NodeType> types) {
        return types.stream().map(NodeType::label).toList();
    }

    @Test
    void whatFitsAsWellIsOrderedByUse() {
        List<String> usual = List.of("org.stillroom.prompt", "org.stillroom.t5Encoder", "org.stillroom.clipEncoder");
        List<NodeType> all = Examples.CATALOG.nodeTypes().values().stream().filter(type -> usual.contains(type.id())
                || type.id().equals("org.stillroom.denoiser") || type.id().equals("org.stillroom.vaeDecoder")).toList();
        assertEquals(usual, NodeSearch.find(all, "", usual).stream().limit(3).map(NodeType::id).toList());
        assertEquals("org.stillroom.t5Encoder", NodeSearch.find(all, "encoder", usual).getFirst().id());
        assertEquals("org.stillroom.clipEncoder",
                NodeSearch.find(all, "encoder", usual.reversed()).getFirst().id());
        assertEquals("org.stillroom.denoiser", NodeSearch.find(all, "denoiser", usual).getFirst().id(),
                "what fits better comes first");
        assertEquals(NodeSearch.find(all, "").size(), NodeSearch.find(all, "", usual).size());
    }
}
