// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.palette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.nodes.contract.Port;

class PaletteContentTest {

    private static final NodeCatalog CATALOG = NodeCatalog.fromClassPath(PaletteContentTest.class.getClassLoader());

    @Test
    void everyTypeStandsOnceInItsCategory() {
        List<NodeType> shown = new ArrayList<>();
        List<PaletteContent.Category> content = PaletteContent.of(CATALOG, "", List.of());
        for (PaletteContent.Category category : content) {
            for (NodeType type : category.types()) {
                assertEquals(category.path(), type.category());
                shown.add(type);
            }
        }
        assertEquals(CATALOG.nodeTypes().values().stream()
                .filter(type -> !type.hidden() && !type.deprecated() && !type.category().contains("/")).count(),
                shown.size());
        List<String> names = content.stream().map(PaletteContent.Category::name).toList();
        assertEquals(names.stream().sorted().toList(), names);
        assertTrue(names.containsAll(List.of("Image", "Latent", "Sampling", "Text")), names.toString());
    }

    @Test
    void filterLeavesWhatFits() {
        List<PaletteContent.Category> content = PaletteContent.of(CATALOG, "encoder", List.of());
        List<NodeType> shown = content.stream().flatMap(category -> category.types().stream()).toList();
        assertTrue(shown.stream().anyMatch(type -> type.id().equals("org.stillroom.t5Encoder")));
        assertTrue(shown.stream().noneMatch(type -> type.id().equals("org.stillroom.latentNoise")));
        assertTrue(content.stream().noneMatch(category -> category.types().isEmpty()), "no empty categories");
        assertEquals(List.of(), PaletteContent.of(CATALOG, "nosuchnodeanywhere", List.of()));
    }

    @Test
    void draggedTextNamesTheType() {
        NodeType denoiser = CATALOG.nodeType("org.stillroom.denoiser").orElseThrow();
        assertEquals(Optional.of(denoiser), DraggedType.parse(CATALOG, DraggedType.text(denoiser)));
        assertEquals(Optional.empty(), DraggedType.parse(CATALOG, "org.stillroom.denoiser"));
        assertEquals(Optional.empty(), DraggedType.parse(CATALOG, DraggedType.text(denoiser) + "x"));
        assertEquals(Optional.empty(), DraggedType.parse(CATALOG, null));
    }

    @Test
    void tooltipSaysWhatItDoesAndItsPorts() {
        NodeType denoiser = CATALOG.nodeType("org.stillroom.denoiser").orElseThrow();
        String text = TypeTooltip.of(denoiser);
        for (Port port : denoiser.inputs()) {
            assertTrue(text.replace('\n', ' ').contains(port.label()), port.label() + " in: " + text);
        }
        assertTrue(text.contains("Latent"), text);
        Arrays.stream(text.split("\n")).forEach(line -> assertTrue(line.length() <= 80, line));
    }

    @Test
    void ofThoseThatFitAsWellTheUsualOnesComeFirst() {
        String first = first(List.of());
        String clip = "org.stillroom.clipEncoder";
        String t5 = "org.stillroom.t5Encoder";
        String other = first.equals(clip) ? t5 : clip;
        assertEquals(other, first(List.of(other)));
    }

    private static String first(List<String> usual) {
        return PaletteContent.of(CATALOG, "encoder", usual).stream().flatMap(category -> category.types().stream())
                .map(NodeType::id).filter(id -> id.endsWith("t5Encoder") || id.endsWith("clipEncoder"))
                .findFirst().orElseThrow();
    }
}
