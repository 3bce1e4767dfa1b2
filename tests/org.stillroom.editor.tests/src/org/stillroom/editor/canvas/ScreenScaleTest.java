// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The canvas on screens at 100, 150 and 200 %, each in a process of its own. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ScreenScaleTest {

    private static String plain;

    @BeforeAll
    static void lookAtPlainScreen() throws Exception {
        plain = run("plain", 100, 100, Map.of());
        assertFalse(plain.isEmpty());
    }

    /** What a desktop does that shows everything twice as large. */
    @Test
    void twiceTheSize() throws Exception {
        assertEquals(plain, run("twice", 200, 100, Map.of("GDK_SCALE", "2")));
    }

    /** What a desktop does that shows texts larger, and lets each program see to the rest. */
    @Test
    void largerTexts() throws Exception {
        assertEquals(plain, run("texts-150", 100, 150, Map.of("GDK_DPI_SCALE", "1.5")));
        assertEquals(plain, run("texts-200", 100, 200, Map.of("GDK_DPI_SCALE", "2")));
    }

    /** What a person does who starts the studio with this property, to have finer pictures. */
    @Test
    void finerPictures() throws Exception {
        assertEquals(plain, run("pictures-150", 150, 100, Map.of(), "-Dswt.autoScale=150"));
        assertEquals(plain, run("pictures-200", 200, 100, Map.of(), "-Dswt.autoScale=200"));
    }

    @Test
    void largerTextsAndFinerPictures() throws Exception {
        assertEquals(plain, run("both-150", 150, 150, Map.of("GDK_DPI_SCALE", "1.5"), "-Dswt.autoScale=150"));
    }

    private static String run(String name, int pictures, int texts, Map<String, String> environment,
            String... properties) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(properties));
        command.addAll(List.of(ScaledScreen.class.getName(), String.valueOf(pictures), String.valueOf(texts)));
        String folder = System.getProperty("stillroom.screenshots");
        if (folder != null) {
            command.add(Path.of(folder, "scale-" + name + ".png").toString());
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return ScaledScreen.texts(output);
    }
}
