// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.fixes;

import java.util.List;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IContributionItem;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.action.Separator;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.MouseListener;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Menu;
import org.stillroom.edit.Bounds;
import org.stillroom.edit.CanvasItem;
import org.stillroom.editor.canvas.GraphCanvas;
import org.stillroom.graph.Layout;
import org.stillroom.graph.Problem;
import org.stillroom.workbench.open.OpenGraph;

/** The problems of a node with what may help, as a menu. */
public final class QuickFixMenu {

    private QuickFixMenu() {}

    /** Lets a click on the sign of a problem open the menu of its node. */
    public static void install(OpenGraph editor, GraphCanvas canvas) {
        canvas.control().addMouseListener(MouseListener.mouseUpAdapter(event -> {
            if (event.button == 1) {
                canvas.problemAt(new Point(event.x, event.y)).ifPresent(node -> open(editor, canvas, node));
            }
        }));
    }

    /** Opens the menu below a node. */
    public static void open(OpenGraph editor, GraphCanvas canvas, String node) {
        MenuManager manager = new MenuManager();
        fill(manager, editor, node);
        Control control = canvas.control();
        Menu menu = manager.createContextMenu(control);
        Bounds bounds = canvas.bounds(new CanvasItem.NodeItem(node));
        menu.setLocation(control.toDisplay(canvas.toControl(new Layout.Point(bounds.x(), bounds.bottom()))));
        menu.addListener(SWT.Hide, event -> control.getDisplay().asyncExec(manager::dispose));
        menu.setVisible(true);
    }

    /** Each problem as a heading, and below what may help. */
    static void fill(MenuManager menu, OpenGraph editor, String node) {
        for (Problem problem : editor.overlay().problems(node)) {
            menu.add(new Separator());
            Action heading = new Action(escaped(problem.message())) { };
            heading.setEnabled(false);
            menu.add(heading);
            for (QuickFix fix : fixes(editor, problem)) {
                menu.add(action(fix));
            }
        }
        if (menu.getItems().length == 0) {
            Action none = new Action(Messages.QuickFixMenu_none) { };
            none.setEnabled(false);
            menu.add(none);
        }
    }

    static List<QuickFix> fixes(OpenGraph editor, Problem problem) {
        return QuickFixes.of(new EditorTarget(editor), problem);
    }

    static IContributionItem[] items(OpenGraph editor, String node) {
        MenuManager manager = new MenuManager();
        fill(manager, editor, node);
        IContributionItem[] items = manager.getItems();
        manager.removeAll();
        return items;
    }

    private static Action action(QuickFix fix) {
        Action action = new Action(escaped(fix.label())) {
            @Override
            public void run() {
                fix.action().run();
            }
        };
        action.setToolTipText(fix.description());
        return action;
    }

    /** Names of nodes and models may have characters that menus take for keys. */
    private static String escaped(String text) {
        String plain = text.replace("&", "&&");
        // what follows the last @ would be taken for a key
        return plain.contains("@") ? plain + "@" : plain;
    }
}
