// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.search;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.stillroom.editor.canvas.theme.Look;
import org.stillroom.editor.canvas.theme.Spacing;
import org.stillroom.editor.canvas.theme.Theme;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.NodeType;

/** The window of the search: a field, the list below it, and what the chosen node does. */
final class NodeSearchShell {

    private static final int WIDTH = 380;
    private static final int HEIGHT = 320;
    private static final int PAGE = 8;

    private final Control owner;
    private final Point size;
    private final Function<String, List<NodeType>> find;
    private final Consumer<NodeType> choose;
    private final Shell shell;
    private final Text text;
    private final TypeList list;
    private final Label description;

    NodeSearchShell(Control owner, Look look, NodeCatalog catalog, NodeOffer offer,
            Function<String, List<NodeType>> find, Consumer<NodeType> choose) {
        this.owner = owner;
        this.find = find;
        this.choose = choose;
        this.size = new Point((int) (WIDTH * look.natural()), (int) (HEIGHT * look.natural()));
        Theme theme = look.theme();
        shell = new Shell(owner.getShell(), SWT.NO_TRIM);
        shell.setBackground(theme.border());
        GridLayoutFactory.fillDefaults().margins(1, 1).applyTo(shell);
        Composite body = new Composite(shell, SWT.NONE);
        body.setBackground(theme.node());
        GridDataFactory.fillDefaults().grab(true, true).applyTo(body);
        GridLayoutFactory.swtDefaults().margins(Spacing.MEDIUM, Spacing.MEDIUM).spacing(0, Spacing.SMALL).applyTo(body);
        text = new Text(body, SWT.SEARCH | SWT.ICON_SEARCH);
        String hint = switch (offer) {
            case NodeOffer.Anything anything -> Messages.hintAnything;
            case NodeOffer.AtWire wire -> Messages.hintAtWire;
            case NodeOffer.InWire wire -> Messages.hintInWire;
        };
        text.setMessage(hint);
        // not seen, but read out when the window opens
        shell.setText(hint);
        text.setBackground(theme.field());
        text.setForeground(theme.text());
        GridDataFactory.fillDefaults().grab(true, false).applyTo(text);
        list = new TypeList(body, look, catalog);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(list.control());
        description = new Label(body, SWT.WRAP);
        description.setBackground(theme.node());
        description.setForeground(theme.dim());
        description.setFont(look.fonts().outsideSmall());
        GridDataFactory.fillDefaults().grab(true, false).hint(size.x - 24, 3 * look.fonts().height(
                look.fonts().outsideSmall())).applyTo(description);
        name(text, Messages.accessibleText);
        name(list.control(), Messages.accessibleList);
        listen();
        search();
    }

    Shell shell() {
        return shell;
    }

    /** @param at on the screen; the window keeps within the monitor */
    void show(Point at) {
        Rectangle screen = owner.getMonitor().getClientArea();
        int x = Math.clamp(at.x, screen.x, Math.max(screen.x, screen.x + screen.width - size.x));
        int y = Math.clamp(at.y, screen.y, Math.max(screen.y, screen.y + screen.height - size.y));
        shell.setBounds(x, y, size.x, size.y);
        shell.open();
        text.setFocus();
    }

    void close() {
        if (!shell.isDisposed()) {
            shell.dispose();
        }
    }

    private void cancel() {
        close();
        if (!owner.isDisposed()) {
            owner.setFocus();
        }
    }

    private void listen() {
        text.addListener(SWT.Modify, event -> search());
        text.addListener(SWT.KeyDown, this::key);
        text.addListener(SWT.DefaultSelection, event -> chooseSelected());
        text.addListener(SWT.Traverse, event -> {
            if (event.detail == SWT.TRAVERSE_ESCAPE) {
                event.doit = false;
                cancel();
            } else if (event.detail == SWT.TRAVERSE_TAB_NEXT || event.detail == SWT.TRAVERSE_TAB_PREVIOUS) {
                event.doit = false;
            }
        });
        list.onChoose(choose);
        list.onSelect(this::describe);
        // Not at once: the window system may still be moving the focus into a part of this window.
        shell.addListener(SWT.Deactivate, event -> shell.getDisplay().asyncExec(() -> {
            if (!shell.isDisposed() && shell.getDisplay().getActiveShell() != shell) {
                close();
            }
        }));
    }

    private void key(Event event) {
        switch (event.keyCode) {
            case SWT.ARROW_DOWN -> list.move(1);
            case SWT.ARROW_UP -> list.move(-1);
            case SWT.PAGE_DOWN -> list.move(PAGE);
            case SWT.PAGE_UP -> list.move(-PAGE);
            case SWT.ESC -> {
                event.doit = false;
                cancel();
                return;
            }
            default -> {
                return;
            }
        }
        event.doit = false;
    }

    private void search() {
        list.show(find.apply(text.getText()));
        describe();
    }

    private void describe() {
        description.setText(list.selected()
                .map(type -> type.description().strip().replaceAll("\\s+", " ").replace("&", "&&"))
                .orElse(Messages.nothing));
    }

    private void chooseSelected() {
        list.selected().ifPresent(choose);
    }

    private static void name(Control control, String name) {
        control.getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent event) {
                if (event.childID < 0) {
                    event.result = name;
                }
            }
        });
    }
}
