// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.run;

import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.node.IntNode;
import java.io.IOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.eclipse.jface.preference.IPreferenceStore;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.views.properties.PropertySheet;
import org.eclipse.ui.views.properties.tabbed.ITabDescriptor;
import org.eclipse.ui.views.properties.tabbed.TabbedPropertySheetPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.edit.CanvasItem.NodeItem;
import org.stillroom.edit.NodeEdits;
import org.stillroom.editor.status.NodeStatus;
import org.stillroom.mini.MiniFamily;
import org.stillroom.workbench.editor.EditorFixture;
import org.stillroom.workbench.editor.GraphEditor;
import org.stillroom.workbench.services.Preferences;

/**
 * Measures how long keys typed into a prompt take until they are seen, without a run and while one keeps the processors
 * busy; prints a table. Not one of the tests, whose names end in Test; needs xdotool, which presses the display's keys.
 */
class TypingBenchmark {

    private static final String SENTENCE = "a quiet harbour at dawn, mist on the water, boats, oil paint";
    private static final int KEY_MILLIS = 120;
    /** After a comma: what was typed is taken into the graph meanwhile, and the next key meets what follows from it. */
    private static final int COMMA_MILLIS = 700;
    private static final int PING_MILLIS = 5;
    private static final int SIDE = 640;
    private static final int STEPS = 1000;
    private static final Duration MOST = Duration.ofMinutes(2);

    private final IPreferenceStore store = Preferences.store();
    private final String foldersBefore = store.getString(Preferences.MODEL_FOLDERS);
    private final boolean previewsBefore = store.getBoolean(Preferences.PREVIEWS);
    private EditorFixture fixture;
    private GraphEditor editor;
    private PropertySheet properties;

    @BeforeEach
    void openGraph(@TempDir Path models) throws Exception {
        MiniFamily.write(models.resolve(MiniFamily.NAME));
        store.setValue(Preferences.MODEL_FOLDERS, models.toString());
        store.setValue(Preferences.PREVIEWS, true);
        fixture = new EditorFixture();
        properties = (PropertySheet) EditorFixture.page().showView("org.eclipse.ui.views.PropertySheet");
        EditorFixture.page().showView(RunsView.ID);
        editor = fixture.open(fixture.example());
        editor.execute(NodeEdits.parameter("noise", "width", IntNode.valueOf(SIDE)));
        editor.execute(NodeEdits.parameter("noise", "height", IntNode.valueOf(SIDE)));
        editor.execute(NodeEdits.parameter("denoiser", "steps", IntNode.valueOf(STEPS)));
        EditorFixture.checked();
        editor.getSite().getShell().forceActive();
        until(() -> Display.getCurrent().getActiveShell() == editor.getSite().getShell());
    }

    @AfterEach
    void closeGraph() throws Exception {
        Runner.get().stopAll();
        until(() -> Runner.get().queue().isEmpty());
        fixture.close();
        store.setValue(Preferences.MODEL_FOLDERS, foldersBefore);
        store.setValue(Preferences.PREVIEWS, previewsBefore);
    }

    @Test
    void printsATable() throws Exception {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "Typing, %d processors, load of the machine %.1f; the run: %d x %d pixels,"
                + " %d steps, previews on.", Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(), SIDE, SIDE, STEPS));
        lines.add("Milliseconds from pressing a key until its character is painted; then, of what is posted to the");
        lines.add("event loop, the longest wait, and the most that it worked meanwhile, in processor time; then how");
        lines.add("many processors this process kept busy.");
        lines.add(String.format("%-26s %5s %8s %8s %8s %10s %8s %11s", "", "keys", "median", "95 %", "longest",
                "event loop", "at work", "processors"));
        // the first time, classes are loaded
        inline();
        inProperties();
        lines.add(inline().line("on the node, no run"));
        lines.add(inProperties().line("in Properties, no run"));

        Runner.get().run(editor, Set.of());
        until(() -> status().done() > 1 && editor.overlay().picture("denoiser").isPresent());
        lines.add(inline().line("on the node, a run on" + ended()));
        lines.add(inProperties().line("in Properties, a run on" + ended()));
        lines.add(String.format("after the last key the run was at step %d of %d", status().done(), STEPS));
        System.out.println(System.lineSeparator() + String.join(System.lineSeparator(), lines));
    }

    private NodeStatus status() {
        return editor.overlay().status("denoiser");
    }

    /** What spoils a line: the run must be on until the last key. */
    private String ended() {
        return status().state() == NodeStatus.State.RUNNING ? "" : " (IT HAD ENDED)";
    }

    private Measured inline() throws Exception {
        EditorFixture.page().activate(editor);
        until(() -> Display.getCurrent().getFocusControl() == editor.canvas().orElseThrow().control());
        EditorFixture.settle();
        editor.canvas().orElseThrow().startDirectEdit("prompt", "text");
        try {
            return measure((Text) Display.getCurrent().getFocusControl());
        } finally {
            editor.canvas().orElseThrow().commitDirectEdit();
        }
    }

    private Measured inProperties() throws Exception {
        EditorFixture.page().activate(editor);
        editor.canvas().orElseThrow().select(List.of(new NodeItem("prompt")));
        EditorFixture.settle();
        TabbedPropertySheetPage page = (TabbedPropertySheetPage) properties.getCurrentPage();
        for (ITabDescriptor tab : page.getActiveTabs()) {
            if (tab.getId().endsWith(".parameters")) {
                page.setSelectedTab(tab.getId());
            }
        }
        EditorFixture.page().activate(properties);
        // the sheet makes its fields anew when the graph was checked
        EditorFixture.checked();
        EditorFixture.settle();
        Text text = texts((Composite) page.getControl()).findFirst().orElseThrow();
        text.setFocus();
        text.selectAll();
        try {
            return measure(text);
        } finally {
            editor.pending().flush();
        }
    }

    private static Stream<Text> texts(Composite parent) {
        return Stream.of(parent.getChildren()).filter(Control::isVisible).flatMap(child -> child instanceof Text text
                ? Stream.of(text) : child instanceof Composite inner ? texts(inner) : Stream.empty());
    }

    /** @param text has the focus; all of it is selected */
    private static Measured measure(Text text) throws Exception {
        Field field = new Field(text);
        EventLoop loop = new EventLoop(text.getDisplay());
        Typist typist = new Typist();
        Duration before = processorTime();
        long start = System.nanoTime();
        loop.start();
        typist.start();
        until(() -> field.full() || !typist.isAlive() && typist.broken != null);
        loop.interrupt();
        double processors = (double) processorTime().minus(before).toNanos() / (System.nanoTime() - start);
        if (typist.broken != null) {
            throw typist.broken;
        }
        double[] millis = new double[SENTENCE.length()];
        for (int i = 0; i < millis.length; i++) {
            millis[i] = (field.painted[i] - typist.pressed[i]) / 1e6;
        }
        Arrays.sort(millis);
        if (!text.getText().equals(SENTENCE)) {
            fail("typed: " + text.getText());
        }
        return new Measured(millis, loop.longest / 1e6, loop.most / 1e6, processors);
    }

    private static Duration processorTime() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static void until(BooleanSupplier condition) {
        Display display = Display.getCurrent();
        long end = System.nanoTime() + MOST.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                fail("waited in vain");
            }
            display.timerExec(50, () -> { });
            if (!display.readAndDispatch()) {
                display.sleep();
            }
        }
    }

    /**
     * One sentence.
     *
     * @param keys milliseconds, sorted
     * @param gap milliseconds, the longest
     * @param work milliseconds, the most
     * @param processors how many this process kept busy
     */
    private record Measured(double[] keys, double gap, double work, double processors) {

        String line(String what) {
            return String.format(Locale.ROOT, "%-26s %5d %8.1f %8.1f %8.1f %10.1f %8.1f %11.1f", what,
                    keys.length, keys[keys.length / 2], keys[keys.length * 95 / 100], keys[keys.length - 1], gap,
                    work, processors);
        }
    }

    /** Notes when each character is first painted in its place. */
    private static final class Field {

        final long[] painted = new long[SENTENCE.length()];
        private int standing;
        private int seen;

        Field(Text text) {
            text.addListener(SWT.Modify, event -> standing = text.getCharCount());
            text.addListener(SWT.Paint, event -> {
                for (long now = System.nanoTime(); seen < Math.min(standing, painted.length); seen++) {
                    painted[seen] = now;
                }
            });
        }

        boolean full() {
            return seen == painted.length;
        }
    }

    /** Presses the keys of the sentence at their times, whether or not the last was answered. */
    private static final class Typist extends Thread {

        final long[] pressed = new long[SENTENCE.length()];
        volatile Exception broken;

        @Override
        public void run() {
            try {
                // one process for all keys, which reads a command a line
                Process hand = new ProcessBuilder("xdotool", "-").inheritIO()
                        .redirectInput(ProcessBuilder.Redirect.PIPE).start();
                try (Writer commands = hand.outputWriter(StandardCharsets.US_ASCII)) {
                    press(commands);
                }
                hand.waitFor();
            } catch (IOException | InterruptedException e) {
                broken = e;
            }
        }

        private void press(Writer commands) throws IOException, InterruptedException {
            long next = System.nanoTime() + COMMA_MILLIS * 1_000_000L;
            for (int i = 0; i < pressed.length; i++) {
                Thread.sleep(Duration.ofNanos(Math.max(0, next - System.nanoTime())));
                char key = SENTENCE.charAt(i);
                pressed[i] = System.nanoTime();
                commands.write("key --delay 0 " + (key == ' ' ? "space" : key == ',' ? "comma" : key) + "\n");
                commands.flush();
                next += (key == ',' ? COMMA_MILLIS : KEY_MILLIS) * 1_000_000L;
            }
        }
    }

    /** Posts something into the event loop again and again, and notes how long it waited at most, and for what. */
    private static final class EventLoop extends Thread {

        private static final ThreadMXBean PROCESSOR = ManagementFactory.getThreadMXBean();

        private final Display display;
        private final Semaphore answered = new Semaphore(0);
        /** Nanoseconds, all three written by the event loop. */
        long longest;
        long most;
        private long before;

        EventLoop(Display display) {
            this.display = display;
            this.before = PROCESSOR.getCurrentThreadCpuTime();
        }

        @Override
        public void run() {
            try {
                while (true) {
                    long posted = System.nanoTime();
                    display.asyncExec(() -> {
                        longest = Math.max(longest, System.nanoTime() - posted);
                        long now = PROCESSOR.getCurrentThreadCpuTime();
                        most = Math.max(most, now - before);
                        before = now;
                        answered.release();
                    });
                    answered.acquire();
                    Thread.sleep(PING_MILLIS);
                }
            } catch (InterruptedException e) {
                // all was typed
            }
        }
    }
}
