// SPDX-License-Identifier: EPL-2.0
package org.stillroom.pictures;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.junit.jupiter.api.Assumptions;

/** A window without the workbench, and a person's hands in it. */
final class Window implements AutoCloseable {

    /** Far more than anything here takes; only what never happens reaches it. */
    private static final Duration NEVER = Duration.ofMinutes(1);

    private static final int ROUNDS = 6;
    private static final int STEPS = 5;
    private static final int GRIP = 20;
    private static final Duration ROUND = Duration.ofSeconds(1);

    private final Display display = Display.getDefault();
    private final Shell shell = new Shell(display, SWT.SHELL_TRIM);

    Window(int width, int height) {
        shell.setLayout(new FillLayout());
        shell.setSize(width, height);
        shell.setLocation(20, 30);
    }

    Shell shell() {
        return shell;
    }

    Display display() {
        return display;
    }

    void open() {
        shell.open();
        shell.forceActive();
        until(() -> display.getActiveShell() == shell);
        settle();
    }

    /** Lets the display work until something is so. */
    void until(BooleanSupplier condition) {
        long end = System.nanoTime() + NEVER.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited in vain");
            }
            if (!display.readAndDispatch()) {
                sleep();
            }
        }
    }

    /** Lets the display do what it has to. It need not fall silent: in the workbench something always blinks. */
    void settle() {
        for (int round = 0; round < ROUNDS; round++) {
            long end = System.nanoTime() + ROUND.toNanos();
            while (System.nanoTime() < end && display.readAndDispatch()) {
                // next
            }
            sleep();
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    void moveTo(Control control, int x, int y) {
        Point place = control.toDisplay(x, y);
        hand("mousemove", String.valueOf(place.x), String.valueOf(place.y));
    }

    void drag(Control control, int fromX, int fromY, int toX, int toY, int button) {
        moveTo(control, fromX, fromY);
        hand("mousedown", String.valueOf(button));
        moveTo(control, (fromX + toX) / 2, (fromY + toY) / 2);
        moveTo(control, toX, toY);
        hand("mouseup", String.valueOf(button));
    }

    /** Takes what a control gives and drops it somewhere. */
    void dragAndDrop(Control from, Point onDisplay) {
        moveTo(from, GRIP, GRIP);
        Point start = from.toDisplay(GRIP, GRIP);
        // one command: SWT waits for the first movement before it does anything else
        hand("mousedown", "1", "sleep", "0.1", "mousemove_relative", "--sync", "12", "12");
        for (int step = 1; step <= STEPS; step++) {
            hand("mousemove", String.valueOf(start.x + (onDisplay.x - start.x) * step / STEPS),
                    String.valueOf(start.y + (onDisplay.y - start.y) * step / STEPS));
        }
        hand("mouseup", "1");
    }

    /** Waits first, so that it is not taken for the end of an earlier click. */
    void doubleClick() {
        long end = System.nanoTime() + display.getDoubleClickTime() * 2_000_000L;
        until(() -> System.nanoTime() > end);
        hand("click", "--repeat", "2", "--delay", "40", "1");
    }

    /** Turns the wheel where the pointer is. */
    void wheel(boolean up) {
        hand("click", up ? "4" : "5");
    }

    /** @param name as X11 has it, with modifiers before it, such as {@code ctrl+Right} */
    void key(String name) {
        hand("key", name);
    }

    /** Moves the real pointer and keys, which SWT's own way cannot with every version of GTK. */
    private void hand(String... arguments) {
        List<String> command = new ArrayList<>(List.of("xdotool"));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            until(() -> !process.isAlive());
            assertEquals(0, process.exitValue(), command.toString());
        } catch (IOException e) {
            Assumptions.abort("no xdotool to move the mouse with: " + e.getMessage());
        }
        settle();
    }

    /** What a control shows. */
    ImageData pixels(Control control) {
        Point size = control.getSize();
        Image image = new Image(display, size.x, size.y);
        GC gc = new GC(control);
        try {
            gc.copyArea(image, 0, 0);
            return image.getImageData();
        } finally {
            gc.dispose();
            image.dispose();
        }
    }

    /** Keeps a picture of the window for people to look at, where the system property names a folder. */
    void screenshot(String name) throws Exception {
        String folder = System.getProperty("stillroom.screenshots");
        if (folder == null) {
            return;
        }
        settle();
        ImageLoader loader = new ImageLoader();
        loader.data = new ImageData[] {pixels(shell)};
        Files.createDirectories(Path.of(folder));
        loader.save(Path.of(folder, name + ".png").toString(), SWT.IMAGE_PNG);
    }

    @Override
    public void close() {
        shell.dispose();
        settle();
    }
}
