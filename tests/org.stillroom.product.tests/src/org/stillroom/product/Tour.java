// SPDX-License-Identifier: EPL-2.0
package org.stillroom.product;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stillroom.product.Spoken.State;

/**
 * Makes a picture of every journey through the studio anew: {@code releng/tour}. It uses the window as a person does,
 * and waits for what a screen reader is told. Not one of the tests: it asserts only that the journeys can be made.
 */
class Tour extends ProductTestBase {

    private static final int WIDTH = 1280;
    private static final int HEIGHT = 780;

    private ScreenReader reader;
    private Studio studio;

    @BeforeEach
    void listen() throws Exception {
        reader = ScreenReader.start(Files.createDirectory(folder.resolve("bus")));
    }

    @AfterEach
    void close() throws Exception {
        if (studio != null) {
            studio.close();
        }
        reader.close();
    }

    @Test
    void theFirstHour() throws Exception {
        start("first-picture.stillroom");
        Spoken canvas = canvas();
        picture("first-start");
        focus(canvas);
        studio.press("F9");
        reader.awaitBelow(canvas, item -> item.name().startsWith("Save Image save_image, done in "));
        picture("run");
        focus(canvas);
        studio.press("ctrl+f");
        reader.await("frame", "Find in this graph"::equals);
        studio.type("clip_encoder");
        reader.awaitBelow(canvas, item -> item.name().startsWith("CLIP Encoder") && item.is(State.SELECTED));
        picture("find");
        studio.press("Return");
        reader.awaitState(canvas, State.FOCUSED);
        reader.forget();
        studio.press("w");
        reader.awaitTold("focused Input CLIP-G of Denoiser denoiser, CLIP embedding, not wired");
        picture("wiring-by-keyboard");
    }

    @Test
    void aNewGraph() throws Exception {
        start("first-picture.stillroom");
        focus(canvas());
        studio.press("ctrl+n");
        reader.await("frame", "New graph"::equals);
        picture("templates");
    }

    @Test
    void encoders() throws Exception {
        start("first-picture.stillroom");
        Spoken canvas = canvas();
        focus(canvas);
        studio.press("ctrl+f");
        reader.await("frame", "Find in this graph"::equals);
        studio.type("t5_encoder");
        reader.awaitBelow(canvas, item -> item.name().startsWith("T5 Encoder") && item.is(State.SELECTED));
        studio.press("Return");
        reader.awaitState(canvas, State.FOCUSED);
        choose("Menu", "Down", "Down", "Down");
        studio.window("Swap encoder");
        reader.await("table cell", "mini/students/base"::equals);
        picture("swap-encoder");
        studio.press("Escape");
        focus(canvas);
        choose("Menu", "Down", "Down", "Down", "Down");
        studio.window("Compare encoders");
        reader.await("table cell", "mini/students/small"::equals);
        // from the filter to the first encoder, which is chosen, and so is the third
        studio.press("Tab", "Home", "space", "Down", "Down", "space", "Return");
        studio.window("first-picture.stillroom: encoders compared - Stillroom");
        picture("compare-encoders");
    }

    @Test
    void numbers() throws Exception {
        start("measure-encoders.stillroom");
        Spoken canvas = canvas();
        focus(canvas);
        studio.press("F9");
        reader.awaitBelow(canvas, item -> item.name().startsWith("Save Table") && item.name().contains(", done in "));
        picture("numbers");
    }

    @Test
    void preferences() throws Exception {
        start("first-picture.stillroom");
        focus(canvas());
        choose("alt+w", "Up");
        studio.window("Preferences");
        picture("preferences");
    }

    @Test
    void missingModels() throws Exception {
        start("flux-dev.stillroom");
        Spoken canvas = canvas();
        reader.awaitBelow(canvas, item -> item.name().contains("problem") && item.is(State.INVALID_ENTRY));
        picture("missing-models");
    }

    @Test
    void welcome() throws Exception {
        start("first-picture.stillroom");
        focus(canvas());
        String before = picture("welcome");
        choose("alt+h");
        pictureOfOther(before, "welcome");
    }

    @Test
    void help() throws Exception {
        start("first-picture.stillroom");
        focus(canvas());
        String before = picture("help");
        choose("alt+h", "Down");
        pictureOfOther(before, "help");
    }

    @Test
    void aConflict() throws Exception {
        Path base = Files.copy(Product.graph("first-picture.stillroom"), folder.resolve("base.stillroom"));
        String text = Files.readString(base);
        Path ours = Files.writeString(folder.resolve("ours.stillroom"), text.replace("red circle", "green circle"));
        Path theirs = Files.writeString(folder.resolve("theirs.stillroom"), text.replace("red circle", "red star"));
        Product.run(folder, "merge", base.toString(), ours.toString(), theirs.toString());
        start(ours);
        canvas();
        picture("conflict");
    }

    private void start(String example) throws Exception {
        start(Files.copy(Product.graph(example), folder.resolve(example)));
    }

    private void start(Path graph) throws Exception {
        Map<String, String> environment = new HashMap<>(reader.environment());
        environment.put("DISPLAY", String.valueOf(System.getenv("DISPLAY")));
        studio = Studio.startWith(environment, folder.resolve("workspace"), folder.resolve("output.txt"), "--models",
                shared.resolve("models").toString(), graph.toString());
        studio.resize(studio.window(graph.getFileName() + " - Stillroom"), WIDTH, HEIGHT);
    }

    private Spoken canvas() throws Exception {
        return reader.await("list", name -> name.startsWith("Graph with "));
    }

    private void focus(Spoken canvas) throws Exception {
        studio.press("F12");
        reader.awaitState(canvas, State.FOCUSED);
    }

    /**
     * Chooses from a menu by keys.
     *
     * @param menu keys that open it
     * @param keys that lead to the item
     */
    private void choose(String menu, String... keys) throws Exception {
        studio.openMenu(menu);
        studio.press(keys);
        studio.press("Return");
    }

    private static String picture(String name) throws Exception {
        return Studio.picture(WIDTH, HEIGHT, place(name));
    }

    /** Of what no screen reader is told before something in it is chosen: it is there when something else is seen. */
    private static void pictureOfOther(String before, String name) throws Exception {
        Studio.awaitOther(before, WIDTH, HEIGHT, place(name));
        picture(name);
    }

    private static Path place(String name) throws IOException {
        return Files.createDirectories(Path.of("target/tour")).resolve(name + ".png");
    }
}
