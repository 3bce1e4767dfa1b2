// SPDX-License-Identifier: EPL-2.0
package org.stillroom.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.FloatNode;
import com.fasterxml.jackson.databind.node.IntNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GraphFileTest {

    @TempDir
    Path folder;

    /** Files that once could be opened must open for ever; add one for each version and feature, remove none. */
    static List<Path> oldGraphs() throws Exception {
        try (Stream<Path> files = Files.list(Path.of(GraphFileTest.class.getResource("/old-graphs").toURI()))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("oldGraphs")
    void opensFilesOfAllVersionsAndSavesThoseOfTheCurrentOneAsTheyAre(Path old) throws Exception {
        Graph graph = GraphFile.read(old);
        if (old.getFileName().toString().startsWith(Migrations.ALL.current() + "-")) {
            Path copy = folder.resolve(old.getFileName().toString());
            GraphFile.write(graph, copy);
            assertArrayEquals(Files.readAllBytes(old), Files.readAllBytes(copy));
        }
    }

    @Test
    void readsWhatAFileSays() throws Exception {
        Graph graph = GraphFile.read(oldGraphs().get(1));
        assertEquals("1-flux.stillroom", oldGraphs().get(1).getFileName().toString());
        assertEquals(9, graph.nodes().size());
        Node denoiser = graph.nodes().get("denoiser");
        assertEquals("org.stillroom.denoiser", denoiser.type());
        assertEquals(1, denoiser.version());
        assertEquals(Node.Mode.ACTIVE, denoiser.mode());
        assertEquals(IntNode.valueOf(20), denoiser.parameters().get("steps"));
        assertEquals(new PortRef("t5", "embedding"), denoiser.inputs().get("t5"));
        assertEquals(new BigInteger("18446744073709551615"),
                graph.nodes().get("noise").parameters().get("seed").bigIntegerValue());
        assertEquals("org.stillroom.diffusion", graph.providers().get("org.stillroom.denoiser").bundle());
        assertEquals(new Layout.Place(40, 40, 0, 0, false), graph.layout().nodes().get("prompt"));
        assertEquals("fedcba9876543210".repeat(4),
                graph.models().get("flux-dev/text_encoder").files().get("model.safetensors"));
    }

    @Test
    void everyGraphComesBackEqualAndItsTextIsCanonical() throws Exception {
        RandomGraphs random = new RandomGraphs(20250101);
        for (int i = 0; i < 500; i++) {
            Graph graph = random.next();
            String text = GraphFile.text(graph);
            Graph back = GraphFile.parse(text.getBytes(StandardCharsets.UTF_8), "random");
            assertEquals(graph, back);
            assertEquals(text, GraphFile.text(back));
        }
    }

    @Test
    void theTextIsTheDocumentedOne() throws Exception {
        String text = """
                {
                  "format": "stillroom",
                  "version": 1,
                  "nodes": {
                    "b": {
                      "inputs": {
                        "in": "a.out"
                      },
                      "mode": "muted",
                      "parameters": {
                        "points": [
                          [1, 2.50],
                          []
                        ],
                        "text": "ü \\"x\\"\\n\\u0001\\ud83d"
                      },
                      "type": "t",
                      "version": 1
                    }
                  },
                  "zebra": {},
                  "layout": {
                    "nodes": {
                      "b": {
                        "x": 1,
                        "y": 0
                      }
                    }
                  }
                }
                """;
        assertEquals(text, GraphFile.text(GraphFile.parse(text, "documented")));
    }

    @Test
    void originsOfModelsAreABlockOfTheirOwn() throws Exception {
        String text = """
                {
                  "format": "stillroom",
                  "version": 1,
                  "models": {
                    "flux/vae": {
                      "vae.safetensors": "%s"
                    }
                  },
                  "origins": {
                    "flux/vae": {
                      "base_model": [
                        "a/b"
                      ],
                      "bytes": 9999999999,
                      "license": "other",
                      "license_name": "flux-dev",
                      "note": 1,
                      "source": "https://huggingface.co/a/b"
                    },
                    "unpinned": {
                      "license": "mit"
                    }
                  }
                }
                """.formatted("a".repeat(64));
        Graph graph = GraphFile.parse(text, "origins");
        assertEquals(text, GraphFile.text(graph));
        ModelOrigin origin = graph.models().get("flux/vae").origin();
        assertEquals("flux-dev", origin.terms());
        assertEquals(9999999999L, origin.bytes());
        assertEquals(List.of("a/b"), origin.baseModels());
        assertEquals(Map.of(), graph.models().get("unpinned").files());
    }

    @Test
    void differentWritingOfTheSameGraphGivesTheSameText() throws Exception {
        String odd = "\ufeff{\"layout\":{\"nodes\":{},\"notes\":{}},\r\n\t\"nodes\":{\"b\":{\"version\":1,"
                + "\"mode\":\"active\",\"type\":\"t\",\"parameters\":{\"\\u007a\":1,\"a\":{\"d\":1,\"c\":2}},"
                + "\"inputs\":{}},\"a\":{\"type\":\"t\","
                + "\"version\":1}},\"version\":1,\"models\":{},\"format\":\"stillroom\"}";
        Graph graph = GraphFile.parse(odd.getBytes(StandardCharsets.UTF_8), "odd");
        assertEquals("""
                {
                  "format": "stillroom",
                  "version": 1,
                  "nodes": {
                    "a": {
                      "type": "t",
                      "version": 1
                    },
                    "b": {
                      "parameters": {
                        "a": {
                          "c": 2,
                          "d": 1
                        },
                        "z": 1
                      },
                      "type": "t",
                      "version": 1
                    }
                  }
                }
                """, GraphFile.text(graph));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "9223372036854775808", "18446744073709551615", "3.50", "0.1", "1E+5", "1.5E-7",
            "-0.0", "123456789012345678901234567890.123456789012345678901234567890"})
    void numbersKeepAllTheirDigits(String number) throws Exception {
        assertEquals(number, canonical(number));
    }

    @Test
    void otherWritingsOfANumberBecomeTheCanonicalOne() throws Exception {
        assertEquals("1E+5", canonical("1e5"));
        assertEquals("5.0", canonical("5e0"));
        assertEquals("15.0", canonical("1.5e1"));
        assertEquals("-0.0", canonical("-0e7"));
        assertEquals("0", canonical("-0"));
        // The canonical text of these is longer than what was read, and must be read again.
        for (String number : List.of("7".repeat(996) + "e4", "7".repeat(998) + "e0", "-0." + "0".repeat(999) + "7")) {
            assertEquals(canonical(number), canonical(canonical(number)));
        }
    }

    private static String canonical(String number) throws GraphFileException {
        String file = """
                {"format": "stillroom", "version": 1, "nodes": {"a": {"type": "t", "version": 1,
                "parameters": {"p": %s}}}}""".formatted(number);
        String text = GraphFile.text(GraphFile.parse(file, "numbers"));
        return text.substring(text.indexOf("\"p\": ") + 5).split("\n")[0];
    }

    @Test
    void numbersMadeInJavaAreWrittenAsTheyAreRead() throws Exception {
        for (JsonNode number : List.of(DoubleNode.valueOf(1e10), DoubleNode.valueOf(3.5), FloatNode.valueOf(0.1f))) {
            String text = GraphFile.text(Graph.EMPTY.with(Node.of("a", "t").withParameter("p", number)));
            assertEquals(text, GraphFile.text(GraphFile.parse(text, "java")));
        }
        assertEquals("0.1", GraphFile.parse(GraphFile.text(Graph.EMPTY.with(
                Node.of("a", "t").withParameter("p", FloatNode.valueOf(0.1f)))), "java")
                .nodes().get("a").parameters().get("p").asText());
    }

    @Test
    void readsAndPrintsALargeGraph() throws Exception {
        Graph graph = LargeGraphs.layered(2000, 3000);
        String text = GraphFile.text(graph);
        assertEquals(graph, GraphFile.parse(text, "large"));
    }
}
