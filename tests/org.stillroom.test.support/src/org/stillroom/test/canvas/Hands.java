// SPDX-License-Identifier: EPL-2.0
package org.stillroom.test.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.junit.jupiter.api.Assumptions;

/** A person's hands: moves the display's real pointer and presses its real keys, and lets the canvas answer. */
public final class Hands {

    /** Far more than anything here takes; only what never happens reaches it. */
    private static final Duration NEVER = Duration.ofMinutes(1);

    private static final int STEPS = 6;

    private final CanvasFixture canvas;
    private final Display display;

    public Hands(CanvasFixture canvas) {
        this.canvas = canvas;
        this.display = canvas.shell().getDisplay();
        canvas.shell().forceActive();
        until(() -> display.getActiveShell() == canvas.shell());
    }

    /** @param at in pixels of the canvas's control, like all places here that are not said to be of another */
    public void moveTo(Point at) {
        moveTo(canvas.canvas().control(), at);
    }

    /** @param at in pixels of the control */
    public void moveTo(Control control, Point at) {
        Point place = control.toDisplay(at);
        // the screen has more pixels than SWT counts where all windows are shown larger
        int zoom = control.getMonitor().getZoom();
        hand("mousemove", String.valueOf(place.x * zoom / 100), String.valueOf(place.y * zoom / 100));
    }

    public void click(Point at) {
        moveTo(at);
        hand("click", "1");
    }

    /** Waits first, so that it is not taken for the end of an earlier click. */
    public void doubleClick(Point at) {
        moveTo(at);
        long end = System.nanoTime() + display.getDoubleClickTime() * 2_000_000L;
        until(() -> System.nanoTime() > end);
        hand("click", "--repeat", "2", "--delay", "40", "1");
    }

    public void drag(Point from, Point to, int button) {
        moveTo(from);
        hand("mousedown", String.valueOf(button));
        for (int step = 1; step <= STEPS; step++) {
            moveTo(new Point(from.x + (to.x - from.x) * step / STEPS, from.y + (to.y - from.y) * step / STEPS));
        }
        hand("mouseup", String.valueOf(button));
    }

    /** Takes something from a place of another control and holds it over the canvas, with button 1 still down. */
    public void carry(Control from, Point start, Point to) {
        moveTo(from, start);
        // one command: where something can be dragged, SWT waits for the first movement before it does anything else
        hand("mousedown", "1", "sleep", "0.1", "mousemove_relative", "--sync", "12", "12");
        Point over = canvas.canvas().control().toControl(from.toDisplay(start));
        for (int step = 1; step <= STEPS; step++) {
            moveTo(new Point(over.x + (to.x - over.x) * step / STEPS, over.y + (to.y - over.y) * step / STEPS));
        }
    }

    public void letGo() {
        hand("mouseup", "1");
    }

    /** Turns the wheel where the pointer is, with Ctrl held. */
    public void ctrlWheel(boolean up) {
        hand("keydown", "ctrl", "click", up ? "4" : "5", "keyup", "ctrl");
    }

    /** @param names as X11 has them, with modifiers before, such as {@code ctrl+z} */
    public void keys(String... names) {
        for (String name : names) {
            hand("key", name);
        }
    }

    public void type(String text) {
        hand("type", "--delay", "30", text);
    }

    /** Lets the display work until something is so. */
    public void until(BooleanSupplier condition) {
        long end = System.nanoTime() + NEVER.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited in vain");
            }
            if (!display.readAndDispatch()) {
                pause();
            }
        }
    }

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
        // what the X server sends arrives a moment later
        for (int round = 0; round < 5; round++) {
            pause();
            canvas.settle();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
