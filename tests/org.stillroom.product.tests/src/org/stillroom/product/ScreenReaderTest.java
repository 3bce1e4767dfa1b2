// SPDX-License-Identifier: EPL-2.0
package org.stillroom.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stillroom.product.Spoken.State;

/** The studio as somebody uses it who neither sees it nor has a mouse: by keys, and by what a screen reader is told. */
class ScreenReaderTest extends ProductTestBase {

    private static final String FREE = "Input CLIP-G of Denoiser denoiser, CLIP embedding, not wired";
    private static final String WIRED =
            "Input CLIP-G of Denoiser denoiser, CLIP embedding, wired from clip_encoder.embedding";
    private static final String WIRE = "CLIP embedding wire from clip_encoder.embedding to denoiser.clip_g";

    private ScreenReader reader;
    private Studio studio;
    private Spoken canvas;

    @BeforeEach
    void open() throws Exception {
        reader = ScreenReader.start(Files.createDirectory(folder.resolve("bus")));
        Path graph = Files.copy(Product.graph("first-picture.stillroom"), folder.resolve("mine.stillroom"));
        Map<String, String> environment = new HashMap<>(reader.environment());
        environment.put("DISPLAY", String.valueOf(System.getenv("DISPLAY")));
        studio = Studio.startWith(environment, folder.resolve("workspace"), folder.resolve("output.txt"), "--models",
                shared.resolve("models").toString(), graph.toString());
        studio.window("mine.stillroom - Stillroom");
        canvas = reader.await("list", "Graph with 9 nodes"::equals);
        focusCanvas();
    }

    @AfterEach
    void close() throws Exception {
        if (studio != null) {
            studio.close();
        }
        if (reader != null) {
            reader.close();
        }
    }

    private List<String> names() throws Exception {
        return reader.below(canvas).stream().map(Spoken::name).toList();
    }

    private Spoken item(String start) throws Exception {
        return reader.awaitBelow(canvas, item -> item.name().startsWith(start));
    }

    /** As Eclipse has it: F12 goes to the editor. */
    private void focusCanvas() throws Exception {
        studio.press("F12");
        reader.awaitState(canvas, State.FOCUSED);
    }

    /** Goes to something as a person does who knows its name. */
    private void find(String name) throws Exception {
        focusCanvas();
        studio.press("ctrl+f");
        reader.await("frame", "Find in this graph"::equals);
        studio.type(name);
        reader.awaitBelow(canvas, item -> item.name().contains(" " + name) && item.is(State.SELECTED));
        studio.press("Return");
        reader.awaitState(canvas, State.FOCUSED);
    }

    @Test
    void hearsNodesPortsAndWires() throws Exception {
        List<String> names = names();
        int encoder = names.indexOf("T5 Encoder t5_encoder");
        assertEquals(List.of("Input Tokens of T5 Encoder t5_encoder, Tokens, wired from t5_tokenizer.tokens",
                "Tokens wire from t5_tokenizer.tokens to t5_encoder.tokens",
                "Input LoRA of T5 Encoder t5_encoder, LoRA, not wired",
                "Output Embedding of T5 Encoder t5_encoder, Text embedding, wired to denoiser.t5"),
                names.subList(encoder + 1, encoder + 5), names.toString());
        for (Spoken item : reader.below(canvas)) {
            assertEquals("list item", item.role());
            assertFalse(item.is(State.DEFUNCT), "readers pass over " + item);
            assertTrue(item.is(State.SHOWING), item.toString());
        }
        String denoiser = reader.description(item("Denoiser denoiser"));
        assertTrue(denoiser.contains("Steps: 20") && denoiser.contains("Guidance: 3.5"), denoiser);
    }

    @Test
    void wiresAndRemovesWiresByKeyboard() throws Exception {
        find("clip_encoder");
        reader.awaitTold("focused CLIP Encoder clip_encoder");
        reader.forget();
        studio.press("w");
        reader.awaitTold("focused " + FREE);
        studio.press("Return");
        item(WIRED);
        reader.awaitTold("named " + WIRED);
        reader.forget();
        studio.press("slash");
        reader.awaitTold("focused " + WIRE);
        studio.press("Delete");
        item(FREE);
        assertFalse(names().contains(WIRE));
        studio.press("ctrl+z");
        item(WIRE);
        studio.press("ctrl+z");
        item(FREE);
    }

    @Test
    void addsANodeAtAWireByKeyboard() throws Exception {
        find("vae_decoder");
        studio.press("w", "space");
        Spoken search = reader.await("frame", "Find a node for this wire"::equals);
        studio.type("viewer");
        reader.awaitIn(search, "table cell", "Image Viewer"::equals, State.SELECTED);
        studio.press("Return");
        item("Input Image of Image Viewer image_viewer, Image, wired from vae_decoder.image");
        assertEquals("Graph with 10 nodes", reader.read(canvas.place()).name());
        studio.press("ctrl+m");
        item("Image Viewer image_viewer, muted");
    }

    @Test
    void hearsARunAndWhatIsWrong() throws Exception {
        assertTrue(names().contains("Denoiser denoiser"));
        studio.press("F9");
        reader.awaitTold("busy Denoiser denoiser, running");
        reader.awaitTold("named Denoiser denoiser, running");
        item("Save Image save_image, done in ");
        reader.awaitBelow(canvas, item -> item.name().startsWith("Denoiser denoiser") && !item.is(State.BUSY));
        reader.forget();
        find("t5_encoder");
        studio.press("alt+Down", "slash", "Delete");
        reader.awaitBelow(canvas, item -> item.name().startsWith("Denoiser denoiser")
                && item.name().contains("problem") && item.is(State.INVALID_ENTRY));
    }
}
