// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Map;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Display;
import org.stillroom.edit.CanvasItem.NodeItem;
import org.stillroom.edit.LayoutEdits;
import org.stillroom.editor.canvas.context.CanvasHost;
import org.stillroom.editor.canvas.theme.Theme;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Layout;
import org.stillroom.test.canvas.CanvasFixture;

/** Measures how fast the canvas opens, drags and edits a graph of 2,000 nodes and 3,000 wires; prints a table. */
public final class CanvasBenchmark {

    private static final int PIPELINES = 250;
    private static final int FRAMES = 120;
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private CanvasBenchmark() {}

    public static void main(String[] arguments) {
        Graph graph = LargeGraph.of(PIPELINES);
        System.out.printf("%d nodes, %d wires, canvas of 1400 x 900 pixels%n%n", graph.nodes().size(),
                graph.wires().size());
        System.out.printf("%-58s %12s%n", "", "measured");
        new CanvasFixture(LargeGraph.of(1), Theme.LIGHT, CanvasHost.none()).close();
        for (int round = 1; round <= 3; round++) {
            long start = System.nanoTime();
            long cpu = CPU.getCurrentThreadCpuTime();
            try (CanvasFixture canvas = new CanvasFixture(graph, Theme.LIGHT, CanvasHost.none())) {
                print("open, round " + round, "%9.0f ms", millis(start));
                print("open, round " + round + ", processor time", "%9.0f ms",
                        (CPU.getCurrentThreadCpuTime() - cpu) / 1e6);
                if (round == 3) {
                    drags(canvas);
                    edits(canvas);
                }
            }
        }
    }

    private static void drags(CanvasFixture canvas) {
        // each step is to be a step on the screen
        canvas.canvas().snapping().setGrid(false);
        canvas.canvas().snapping().setNeighbours(false);
        for (double zoom : new double[] {1, 0.5, 0.1}) {
            canvas.canvas().zoom().setZoom(zoom);
            canvas.canvas().reveal(new NodeItem("denoiser_11"));
            drag(canvas, String.format("at %.0f %%", zoom * 100), "denoiser_11");
        }
    }

    private static void drag(CanvasFixture canvas, String where, String node) {
        canvas.settle();
        Point from = canvas.header(node);
        canvas.press(from, 1);
        int[] painted = new int[1];
        canvas.canvas().control().addListener(SWT.Paint, event -> painted[0]++);
        double[] frames = new double[FRAMES];
        double[] busy = new double[FRAMES];
        for (int i = 0; i < FRAMES; i++) {
            Point to = new Point(from.x - 20 - i % 60 * 3, from.y - i % 40 * 2);
            int before = painted[0];
            long start = System.nanoTime();
            long cpu = CPU.getCurrentThreadCpuTime();
            canvas.dragTo(to);
            while (painted[0] == before) {
                if (!canvas.shell().getDisplay().readAndDispatch()) {
                    canvas.shell().getDisplay().sleep();
                }
            }
            frames[i] = millis(start);
            busy[i] = (CPU.getCurrentThreadCpuTime() - cpu) / 1e6;
        }
        canvas.release(from, 1);
        Arrays.sort(frames);
        Arrays.sort(busy);
        double median = frames[FRAMES / 2];
        print("drag a node, " + where + ", median frame", "%9.1f ms", median);
        print("drag a node, " + where + ", frames per second", "%9.0f", 1000 / median);
        print("drag a node, " + where + ", processor time", "%9.1f ms", busy[FRAMES / 2]);
        print("drag a node, " + where + ", one frame of 20 takes longer", "%9.1f ms", frames[FRAMES * 19 / 20]);
    }

    private static void edits(CanvasFixture canvas) {
        canvas.canvas().zoom().setZoom(1);
        canvas.settle();
        double[] moves = new double[40];
        for (int i = 0; i < moves.length; i++) {
            long start = System.nanoTime();
            canvas.canvas().context().execute(LayoutEdits.place(Map.of("denoiser_0",
                    new Layout.Point(900 + i, 100))));
            paint(canvas);
            moves[i] = millis(start);
        }
        Arrays.sort(moves);
        print("one edit, painted", "%9.1f ms", moves[moves.length / 2]);
    }

    private static void paint(CanvasFixture canvas) {
        canvas.canvas().viewer().flush();
        Display display = canvas.shell().getDisplay();
        while (display.readAndDispatch()) {
            // until nothing is left
        }
    }

    private static void print(String what, String format, double value) {
        System.out.printf("%-58s %s%n", what, String.format(format, value));
    }

    private static double millis(long start) {
        return (System.nanoTime() - start) / 1e6;
    }
}
