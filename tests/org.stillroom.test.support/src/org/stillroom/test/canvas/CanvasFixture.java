// SPDX-License-Identifier: EPL-2.0
package org.stillroom.test.canvas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.gef.commands.CommandStack;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.DeviceData;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.stillroom.edit.Bounds;
import org.stillroom.edit.CanvasItem;
import org.stillroom.edit.GraphDocument;
import org.stillroom.editor.canvas.GraphCanvas;
import org.stillroom.editor.canvas.context.CanvasContext;
import org.stillroom.editor.canvas.context.CanvasHost;
import org.stillroom.editor.canvas.parts.PortPart;
import org.stillroom.editor.canvas.theme.Theme;
import org.stillroom.editor.status.Overlay;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphFile;
import org.stillroom.graph.GraphFileException;
import org.stillroom.graph.Layout;
import org.stillroom.graph.PortRef;
import org.stillroom.nodes.catalog.NodeCatalog;

/**
 * A canvas in a shell, without a workbench, with the node types found on the class path. Mouse and key events go the
 * way of real ones, through the listeners of the canvas's control.
 */
public final class CanvasFixture implements AutoCloseable {

    private static final NodeCatalog CATALOG = NodeCatalog.fromClassPath(CanvasFixture.class.getClassLoader());

    private final Shell shell;
    private final GraphDocument document;
    private final Overlay overlay = new Overlay();
    private final CommandStack commands = new CommandStack();
    private final GraphCanvas canvas;
    private int modifiers;

    public CanvasFixture(Graph graph) {
        this(graph, Theme.LIGHT, CanvasHost.none());
    }

    public CanvasFixture(Graph graph, Theme theme, CanvasHost host) {
        Display display = display();
        shell = new Shell(display);
        shell.setLayout(new FillLayout());
        shell.setSize(1400, 900);
        document = new GraphDocument(graph);
        canvas = new GraphCanvas(shell, new CanvasContext(document, CATALOG, overlay, commands, host), theme);
        shell.open();
        shell.forceActive();
        canvas.control().setFocus();
        settle();
    }

    /** The display of all canvases, which keeps track of its resources. */
    public static Display display() {
        if (Display.getCurrent() != null) {
            return Display.getCurrent();
        }
        DeviceData data = new DeviceData();
        data.tracking = true;
        return new Display(data);
    }

    /** The node types of all bundles on the class path. */
    public static NodeCatalog catalog() {
        return CATALOG;
    }

    /** An example graph, such as {@code first-picture}. */
    public static Graph example(String name) {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path file = folder.resolve("bundles/org.stillroom.mini/graphs/" + name + ".stillroom");
            if (Files.exists(file)) {
                try {
                    return GraphFile.read(file);
                } catch (GraphFileException e) {
                    throw new UncheckedIOException(new IOException(e));
                }
            }
        }
        throw new IllegalStateException("there is no example graph " + name);
    }

    public GraphCanvas canvas() {
        return canvas;
    }

    public GraphDocument document() {
        return document;
    }

    public Graph graph() {
        return document.graph();
    }

    public Overlay overlay() {
        return overlay;
    }

    public CommandStack commands() {
        return commands;
    }

    public Shell shell() {
        return shell;
    }

    /** Does all that is waiting to be done, painting too. */
    public void settle() {
        Display display = shell.getDisplay();
        for (int round = 0; round < 3; round++) {
            while (display.readAndDispatch()) {
                // until nothing is left
            }
            if (!canvas.control().isDisposed()) {
                canvas.viewer().flush();
            }
        }
    }

    /** Holds modifier keys, such as {@code SWT.SHIFT}, for the mouse and key events that follow; 0 lets them go. */
    public CanvasFixture holding(int keys) {
        modifiers = keys;
        return this;
    }

    /** Where an item is, in the middle, in pixels of the control. */
    public Point at(CanvasItem item) {
        Bounds bounds = canvas.bounds(item);
        return inControl(bounds.x() + bounds.width() / 2, bounds.y() + bounds.height() / 2);
    }

    /** The header of a node, in pixels of the control. */
    public Point header(String node) {
        Bounds bounds = canvas.bounds(new CanvasItem.NodeItem(node));
        return inControl(bounds.x() + bounds.width() / 2, bounds.y() + 14);
    }

    /** The dot of a port, in pixels of the control. */
    public Point port(String port, boolean input) {
        var part = canvas.viewer().getEditPartRegistry().get(new CanvasItem.PortItem(PortRef.parse(port), input));
        var center = ((PortPart) part).getFigure().center();
        return inControl(center.x, center.y);
    }

    /** A place of the canvas, in pixels of the control. */
    public Point inControl(int x, int y) {
        return canvas.toControl(new Layout.Point(x, y));
    }

    public void click(Point at) {
        press(at, 1);
        release(at, 1);
    }

    public void doubleClick(Point at) {
        click(at);
        Event event = mouse(SWT.MouseDown, at, 1);
        event.count = 2;
        send(event);
        Event second = mouse(SWT.MouseDoubleClick, at, 1);
        second.count = 2;
        send(second);
        release(at, 1);
    }

    /** Presses button 1, moves in steps, and lets go. */
    public void drag(Point from, Point to) {
        drag(from, to, 1);
    }

    public void drag(Point from, Point to, int button) {
        press(from, button);
        dragOn(from, to, button);
        release(to, button);
    }

    public void press(Point at, int button) {
        move(at);
        send(mouse(SWT.MouseDown, at, button));
    }

    /** Moves with the button down, from one place to another. */
    public void dragOn(Point from, Point to, int button) {
        int steps = 8;
        for (int i = 1; i <= steps; i++) {
            Event event = mouse(SWT.MouseMove, new Point(from.x + (to.x - from.x) * i / steps,
                    from.y + (to.y - from.y) * i / steps), 0);
            event.stateMask |= buttonMask(button);
            send(event);
        }
    }

    /** Moves with button 1 down, in one step, until all of it is painted. */
    public void dragTo(Point to) {
        Event event = mouse(SWT.MouseMove, to, 0);
        event.stateMask |= SWT.BUTTON1;
        send(event);
    }

    public void release(Point at, int button) {
        Event event = mouse(SWT.MouseUp, at, button);
        event.stateMask |= buttonMask(button);
        send(event);
    }

    public void move(Point to) {
        send(mouse(SWT.MouseMove, to, 0));
    }

    /** @param count positive for away from the person */
    public void wheel(Point at, int count) {
        Event event = mouse(SWT.MouseVerticalWheel, at, 0);
        event.count = count;
        event.detail = SWT.SCROLL_LINE;
        send(event);
    }

    /**
     * Two fingers that move apart or together.
     *
     * @param magnifications how far apart they are at each step, beside where they began
     */
    public void pinch(Point at, double... magnifications) {
        send(gesture(SWT.GESTURE_BEGIN, at, 1));
        for (double magnification : magnifications) {
            send(gesture(SWT.GESTURE_MAGNIFY, at, magnification));
        }
        send(gesture(SWT.GESTURE_END, at, 1));
    }

    /** Presses and lets go of a key of the canvas. */
    public void key(int keyCode) {
        key(canvas.control(), keyCode);
    }

    /** The same with Alt held. */
    public void keyAlt(int keyCode) {
        holding(SWT.ALT).key(keyCode);
        holding(0);
    }

    public void key(Control control, int keyCode) {
        keyDown(control, keyCode);
        if (!control.isDisposed()) {
            keyUp(control, keyCode);
        }
    }

    public void keyDown(Control control, int keyCode) {
        control.notifyListeners(SWT.KeyDown, keyEvent(keyCode));
        settle();
    }

    public void keyUp(Control control, int keyCode) {
        control.notifyListeners(SWT.KeyUp, keyEvent(keyCode));
        settle();
    }

    /** The field that is open for typing on the canvas. */
    public Text field() {
        for (Control child : ((Composite) canvas.control()).getChildren()) {
            if (child instanceof Text text) {
                return text;
            }
        }
        throw new AssertionError("no field is open");
    }

    /** What the canvas shows. */
    public ImageData picture() {
        settle();
        Image image = new Image(shell.getDisplay(), shell.getClientArea().width, shell.getClientArea().height);
        GC gc = new GC(image);
        try {
            canvas.control().print(gc);
            return image.getImageData();
        } finally {
            gc.dispose();
            image.dispose();
        }
    }

    /** Writes {@link #picture} to a PNG file; makes its folder. */
    public void screenshot(Path file) {
        ImageLoader loader = new ImageLoader();
        loader.data = new ImageData[] {picture()};
        file.toAbsolutePath().getParent().toFile().mkdirs();
        loader.save(file.toString(), SWT.IMAGE_PNG);
    }

    @Override
    public void close() {
        shell.dispose();
        Display display = display();
        while (display.readAndDispatch()) {
            // until nothing is left
        }
    }

    /** Ids of what is selected, for short assertions. */
    public List<String> selectedNodes() {
        return canvas.selection().stream().filter(CanvasItem.NodeItem.class::isInstance)
                .map(item -> ((CanvasItem.NodeItem) item).id()).sorted().toList();
    }

    private Event mouse(int type, Point at, int button) {
        Event event = new Event();
        event.type = type;
        event.x = at.x;
        event.y = at.y;
        event.button = button;
        event.count = button == 0 ? 0 : 1;
        event.stateMask = modifiers;
        event.time = (int) System.currentTimeMillis();
        return event;
    }

    private Event gesture(int detail, Point at, double magnification) {
        Event event = mouse(SWT.Gesture, at, 0);
        event.detail = detail;
        event.magnification = magnification;
        return event;
    }

    private Event keyEvent(int keyCode) {
        Event event = new Event();
        event.keyCode = keyCode;
        event.character = (keyCode & SWT.KEYCODE_BIT) == 0 ? (char) keyCode : 0;
        event.stateMask = modifiers;
        event.doit = true;
        event.time = (int) System.currentTimeMillis();
        return event;
    }

    private void send(Event event) {
        canvas.control().notifyListeners(event.type, event);
        settle();
    }

    private static int buttonMask(int button) {
        return button == 1 ? SWT.BUTTON1 : button == 2 ? SWT.BUTTON2 : SWT.BUTTON3;
    }
}
