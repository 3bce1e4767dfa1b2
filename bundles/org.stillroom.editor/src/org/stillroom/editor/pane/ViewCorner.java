// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.pane;

import java.util.function.Consumer;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;
import org.stillroom.editor.canvas.GraphCanvas;
import org.stillroom.editor.canvas.theme.Theme;
import org.stillroom.editor.overview.Overview;

/**
 * In a canvas's corner: how large it is shown, to read and to choose, and a map of the graph while not all of it is
 * seen. A person may do without the map.
 */
final class ViewCorner {

    private static final Point MAP = new Point(176, 112);
    private static final int[] PERCENT = {25, 50, 75, 100, 150, 200};

    private final GraphCanvas canvas;
    private final Composite area;
    private final Overview map;
    private final ToolItem percent;
    private final ToolItem shows;

    ViewCorner(Composite parent, GraphCanvas canvas) {
        this.canvas = canvas;
        area = plain(new Composite(parent, SWT.NONE));
        area.setLayoutData(FloatLayout.Place.CORNER);
        GridLayoutFactory.fillDefaults().margins(1, 1).spacing(0, 1).applyTo(area);
        map = new Overview(area, canvas);
        plain(map.control());
        double natural = canvas.view().natural();
        GridDataFactory.fillDefaults().hint((int) (MAP.x * natural), (int) (MAP.y * natural))
                .applyTo(map.control());
        ToolBar bar = plain(new ToolBar(area, SWT.FLAT));
        GridDataFactory.fillDefaults().grab(true, false).applyTo(bar);
        item(bar, SWT.PUSH, "\u2212", Messages.zoomOutTip, canvas.zoom()::zoomOut);
        percent = item(bar, SWT.PUSH, "", Messages.zoomTip, this::choose);
        item(bar, SWT.PUSH, "+", Messages.zoomInTip, canvas.zoom()::zoomIn);
        item(bar, SWT.PUSH, Messages.fit, Messages.fitTip, canvas.view()::fit);
        shows = item(bar, SWT.CHECK, Messages.map, Messages.mapTip, this::mapChosen);
        shows.setSelection(canvas.context().host().mapWanted());
        // as wide as the longest, so that nothing moves while zooming
        percent.setText(percent(9.99));
        Runnable style = this::style;
        canvas.addThemeListener(style);
        Runnable seen = this::seen;
        map.onChange(seen);
        area.addListener(SWT.Dispose, event -> canvas.removeThemeListener(style));
        style();
        seen();
    }

    Composite control() {
        return area;
    }

    /** Follows the canvas: the zoom, and whether all of the graph is seen. */
    private void seen() {
        if (area.isDisposed()) {
            return;
        }
        String text = percent(canvas.zoom().getZoom() / canvas.view().natural());
        if (!text.equals(percent.getText())) {
            percent.setText(text);
        }
        boolean shown = shows.getSelection() && !map.seesAll();
        GridData data = (GridData) map.control().getLayoutData();
        if (shown == data.exclude) {
            data.exclude = !shown;
            map.control().setVisible(shown);
            area.getParent().layout(new Control[] {map.control()});
        }
    }

    private void mapChosen() {
        canvas.context().host().wantMap(shows.getSelection());
        seen();
    }

    /** The sizes to choose from, below the pointer's button. */
    private void choose() {
        Menu menu = new Menu(area);
        for (int size : PERCENT) {
            MenuItem item = new MenuItem(menu, SWT.PUSH);
            item.setText(percent(size / 100.0));
            item.addListener(SWT.Selection, event -> zoom(size / 100.0));
        }
        new MenuItem(menu, SWT.SEPARATOR);
        choice(menu, Messages.fitAll, canvas.view()::fit);
        choice(menu, Messages.fitSelection, canvas.view()::fitSelection);
        menu.addListener(SWT.Hide, event -> area.getDisplay().asyncExec(menu::dispose));
        menu.setVisible(true);
    }

    private static void choice(Menu menu, String text, Runnable action) {
        MenuItem item = new MenuItem(menu, SWT.PUSH);
        item.setText(text);
        item.addListener(SWT.Selection, event -> action.run());
    }

    private void zoom(double level) {
        Point size = canvas.control().getSize();
        canvas.view().zoomAbout(level * canvas.view().natural(), new Point(size.x / 2, size.y / 2));
    }

    private static String percent(double level) {
        return Math.round(100 * level) + " %";
    }

    private void style() {
        Theme theme = canvas.theme();
        area.setBackground(theme.border());
        Consumer<Control> paint = control -> {
            control.setBackground(theme.node());
            control.setForeground(theme.text());
        };
        for (Control child : area.getChildren()) {
            paint.accept(child);
        }
        map.control().redraw();
    }

    private static ToolItem item(ToolBar bar, int style, String text, String tip, Runnable action) {
        ToolItem item = new ToolItem(bar, style);
        item.setText(text);
        item.setToolTipText(tip);
        item.addListener(SWT.Selection, event -> action.run());
        return item;
    }

    /** A workbench's theme would paint it in the colours of its other windows. */
    static <C extends Control> C plain(C control) {
        control.setData("org.eclipse.e4.ui.css.disabled", true);
        return control;
    }
}
