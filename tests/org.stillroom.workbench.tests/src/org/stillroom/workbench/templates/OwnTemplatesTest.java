// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.templates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphFileException;
import org.stillroom.graph.Node;

class OwnTemplatesTest {

    private static final Graph GRAPH = Graph.EMPTY.with(Node.of("prompt", "org.stillroom.prompt"));

    @TempDir
    private Path folder;

    private List<String> names() throws IOException {
        return templates().all().stream().map(GraphTemplate.Own::label).toList();
    }

    private OwnTemplates templates() {
        return new OwnTemplates(folder.resolve("templates"));
    }

    @Test
    void keepsRenamesAndRemoves() throws Exception {
        assertEquals(List.of(), names());
        templates().keep(" poster \u00e4 ", GRAPH);
        templates().keep("card", Graph.EMPTY);
        assertEquals(List.of("card", "poster \u00e4"), names());
        GraphTemplate.Own poster = templates().all().get(1);
        assertEquals(GRAPH, poster.graph());

        templates().keep("card", GRAPH);
        assertEquals(GRAPH, templates().all().getFirst().graph(), "in the place of the other");
        assertTrue(templates().has("card "));
        assertThrows(IOException.class, () -> templates().rename(poster, "card"), "nothing is lost");
        assertEquals("placard", templates().rename(poster, "placard").label());
        assertEquals(List.of("card", "placard"), names());
        templates().remove(templates().all().getFirst());
        assertEquals(List.of("placard"), names());
    }

    @Test
    void whatIsNoGraphSaysSoWhenItIsUsed() throws Exception {
        Files.createDirectories(folder.resolve("templates/a.stillroom.d"));
        Files.writeString(folder.resolve("templates/broken.stillroom"), "{");
        Files.writeString(folder.resolve("templates/other.txt"), "");
        assertEquals(List.of("broken"), names());
        assertThrows(GraphFileException.class, () -> templates().all().getFirst().graph());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a/b", "a\\b", ".hidden", "a:b", "line\nbreak", "what?"})
    void refusesNamesThatNoFileMayHave(String name) {
        assertFalse(OwnTemplates.problem(name).isEmpty());
    }

    @Test
    void takesOrdinaryNames() {
        assertTrue(OwnTemplates.problem("SD3.5 \u2013 portrait (2)").isEmpty());
        assertFalse(OwnTemplates.problem("x".repeat(81)).isEmpty());
    }
}
