// SPDX-License-Identifier: EPL-2.0
package org.stillroom.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** The whole window, as a person uses it the first time. */
class StudioTest extends ProductTestBase {

    private static final String FIRST_WINDOW = "first-picture.stillroom - Stillroom";
    private static final int CANNOT_START = 15;

    @Test
    void oneKeyDrawsTheFirstPicture() throws Exception {
        Path workspace = folder.resolve("workspace");
        try (Studio studio = start(workspace, "output.txt")) {
            studio.window(FIRST_WINDOW);
            Path project = workspace.resolve("First pictures");
            assertTrue(Product.filesIn(project).containsAll(List.of("first-picture.stillroom", "two-encoders.stillroom",
                    "flux-dev.stillroom", "sd3.5.stillroom")), Product.filesIn(project).toString());
            studio.press("F9");
            Path picture = awaitPicture(studio, project);
            studio.screenshot("studio-first-picture");
            assertTrue(ImageIO.read(picture.toFile()).getWidth() >= 64);
            studio.window(FIRST_WINDOW);
            assertTrue(studio.closes(), "closes when asked to");
            assertEquals(0, studio.process().exitValue(), studio.text());
            assertFalse(studio.text().contains("Exception"), studio.text());
        }
        Path log = workspace.resolve(".metadata/.log");
        assertFalse(Files.exists(log) && Files.readString(log).contains("!ENTRY"), () -> read(log));
    }

    @Test
    void aSecondStudioOnTheSameWorkspaceSaysThatItIsInUse() throws Exception {
        Path workspace = folder.resolve("workspace");
        try (Studio first = start(workspace, "first.txt")) {
            first.window(FIRST_WINDOW);
            try (Studio second = start(workspace, "second.txt")) {
                assertTrue(second.process().waitFor(1, TimeUnit.MINUTES));
                assertEquals(CANNOT_START, second.process().exitValue(), second.text());
                assertTrue(second.text().contains(workspace.toString()), second.text());
                assertTrue(second.text().contains("in use"), second.text());
            }
        }
    }

    @Test
    void aDisplayThatIsNotThereIsNamed() throws Exception {
        try (Studio studio = Studio.startOn(":987", folder.resolve("workspace"), folder.resolve("output.txt"))) {
            assertTrue(studio.process().waitFor(1, TimeUnit.MINUTES));
            assertEquals(CANNOT_START, studio.process().exitValue(), studio.text());
            assertTrue(studio.text().contains(":987"), studio.text());
            assertFalse(studio.text().contains("Exception"), studio.text());
        }
    }

    @Test
    void opensTheGraphItIsGiven() throws Exception {
        Path graph = Files.copy(Product.graph("two-encoders.stillroom"), folder.resolve("mine.stillroom"));
        try (Studio studio = start(folder.resolve("workspace"), "output.txt", graph.toString())) {
            studio.window("mine.stillroom - Stillroom");
            studio.screenshot("studio-two-encoders");
        }
    }

    private Studio start(Path workspace, String output, String... more) throws IOException {
        String[] arguments = new String[2 + more.length];
        arguments[0] = "--models";
        arguments[1] = shared.resolve("models").toString();
        System.arraycopy(more, 0, arguments, 2, more.length);
        return Studio.start(workspace, folder.resolve(output), arguments);
    }

    private static Path awaitPicture(Studio studio, Path project) throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (System.nanoTime() < end) {
            assertTrue(studio.process().isAlive(), studio.text());
            List<Path> pictures = pictures(project);
            if (!pictures.isEmpty()) {
                return pictures.get(0);
            }
            Thread.sleep(100);
        }
        studio.screenshot("studio-without-picture");
        throw new AssertionError("no picture below " + project + ": " + studio.text());
    }

    private static List<Path> pictures(Path project) throws IOException {
        try (Stream<Path> files = Files.walk(project)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".png")).toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.getMessage();
        }
    }
}
