// SPDX-License-Identifier: EPL-2.0
package org.stillroom.product;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The studio as releng/stillroom starts it, used with real keys on the display that releng/test starts.
 *
 * @param process the running studio
 * @param output what it writes to standard output and standard error
 */
record Studio(Process process, Path output) implements AutoCloseable {

    private static final Path FOLDER =
            Path.of("../../releng/org.stillroom.product/target/products/studio/linux/gtk/x86_64")
                    .toAbsolutePath().normalize();

    /** Of a window of openbox, in pixels. */
    private static final int TITLE_BAR = 20;

    static Studio start(Path workspace, Path output, String... arguments) throws IOException {
        String display = System.getenv("DISPLAY");
        assertTrue(display != null, "this test needs a display; releng/test starts one");
        return startOn(display, workspace, output, arguments);
    }

    static Studio startOn(String display, Path workspace, Path output, String... arguments) throws IOException {
        return startWith(Map.of("DISPLAY", display), workspace, output, arguments);
    }

    /** @param environment variables beside those of this process; an empty value takes one away */
    static Studio startWith(Map<String, String> environment, Path workspace, Path output, String... arguments)
            throws IOException {
        Path launcher;
        try (Stream<Path> plugins = Files.list(FOLDER.resolve("plugins"))) {
            launcher = plugins.filter(p -> p.getFileName().toString().startsWith("org.eclipse.equinox.launcher_"))
                    .findFirst().orElseThrow();
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                "-jar", launcher.toString(), "-nosplash",
                "-data", workspace.toString(), "-application", "org.stillroom.studio.application"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        environment.forEach((name, value) -> {
            if (value.isEmpty()) {
                builder.environment().remove(name);
            } else {
                builder.environment().put(name, value);
            }
        });
        Process process = builder.start();
        return new Studio(process, output);
    }

    /** Waits for a window whose title holds the text, brings it to the front, and returns its number. */
    String window(String title) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (System.nanoTime() < end) {
            assertTrue(process.isAlive(), () -> "the studio ended: " + text());
            List<String> found = desktop("xdotool", "search", "--all", "--onlyvisible", "--pid",
                    String.valueOf(process.pid()), "--name", title);
            if (!found.isEmpty()) {
                desktop("xdotool", "windowactivate", "--sync", found.get(0));
                return found.get(0);
            }
            Thread.sleep(200);
        }
        throw new AssertionError("no window \"" + title + "\": " + text());
    }

    /** Waits until a menu, which is a window more, has been opened by keys. */
    void openMenu(String keys) throws IOException, InterruptedException {
        int before = windows();
        press(keys);
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (windows() <= before) {
            assertTrue(System.nanoTime() < end, () -> "no menu by " + keys + ": " + text());
            Thread.sleep(100);
        }
    }

    private int windows() throws IOException, InterruptedException {
        return desktop("xdotool", "search", "--all", "--onlyvisible", "--pid", String.valueOf(process.pid()),
                "--class", ".").size();
    }

    /** Presses keys, written as xdotool writes them, in the active window. */
    void press(String... keys) throws IOException, InterruptedException {
        for (String key : keys) {
            desktop("xdotool", "key", key);
        }
    }

    /** Closes the window as a person does, once what runs has ended, which it asks about; whether it ends then. */
    boolean closes() throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        do {
            boolean asks = !desktop("xdotool", "search", "--onlyvisible", "--name", "Graphs are running").isEmpty();
            press(asks ? "Escape" : "alt+F4");
        } while (!process.waitFor(2, TimeUnit.SECONDS) && System.nanoTime() < end);
        return !process.isAlive();
    }

    /** Types a text in the active window. */
    void type(String text) throws IOException, InterruptedException {
        desktop("xdotool", "type", "--delay", "30", text);
    }

    /** Keeps a picture of the display among the build's results, for a person to look at. */
    void screenshot(String name) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(Path.of("target/screenshots"));
        desktop("import", "-window", "root", folder.resolve(name + ".png").toString());
    }

    /** Puts a window into the upper left corner of the display; its frame is drawn around that. */
    void resize(String window, int width, int height) throws IOException, InterruptedException {
        desktop("xdotool", "windowmove", "--sync", window, "0", "0", "windowsize", "--sync", window,
                String.valueOf(width), String.valueOf(height));
    }

    /** Writes what is seen in the upper left corner, once it is painted, with few colours: a small file; its bytes. */
    static String picture(int width, int height, Path file) throws IOException, InterruptedException {
        String before = "";
        String now = shot(width, height, file);
        // what is being painted looks different a moment later
        for (int round = 0; round < 20 && !now.equals(before); round++) {
            Thread.sleep(500);
            before = now;
            now = shot(width, height, file);
        }
        return now;
    }

    /** Waits until something else is seen than what {@link #picture} gave. */
    static void awaitOther(String before, int width, int height, Path file) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (shot(width, height, file).equals(before)) {
            assertTrue(System.nanoTime() < end, () -> "nothing changed; see " + file);
            Thread.sleep(200);
        }
    }

    private static String shot(int width, int height, Path file) throws IOException, InterruptedException {
        desktop("import", "-window", "root", "-crop", width + "x" + (height + TITLE_BAR) + "+0+0", "+repage", "+dither",
                "-colors", "160", "+set", "date:create", "+set", "date:modify", "PNG8:" + file);
        return HexFormat.of().formatHex(Files.readAllBytes(file));
    }

    String text() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return "nothing readable in " + output;
        }
    }

    /** Waits for its end, so that its window is gone when the next studio starts. */
    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private static List<String> desktop(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (var lines = process.inputReader().lines()) {
            List<String> written = lines.toList();
            process.waitFor();
            return written;
        }
    }
}
