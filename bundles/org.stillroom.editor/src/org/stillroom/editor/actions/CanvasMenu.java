// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.actions;

import java.util.List;
import org.eclipse.gef.ContextMenuProvider;
import org.eclipse.jface.action.GroupMarker;
import org.eclipse.jface.action.IMenuManager;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.action.Separator;

/**
 * The context menu of a canvas. What stands in it depends on what is selected; what makes no sense is left out rather
 * than shown grey, but for undo. Others add to the groups {@link #RUN}, {@link #NODE} and {@link #ADDITIONS}.
 */
public final class CanvasMenu extends ContextMenuProvider {

    /** Group for running. */
    public static final String RUN = "org.stillroom.editor.menu.run";
    /** Group for what concerns the selected node, such as swapping an encoder. */
    public static final String NODE = "org.stillroom.editor.menu.node";
    /** Group for all else; the name that workbenches use. */
    public static final String ADDITIONS = "additions";

    private final CanvasActions actions;

    /** Builds the menu for the canvas's viewer and sets it there. */
    public static CanvasMenu install(CanvasActions actions) {
        CanvasMenu menu = new CanvasMenu(actions);
        actions.canvas().viewer().setContextMenu(menu);
        return menu;
    }

    private CanvasMenu(CanvasActions actions) {
        super(actions.canvas().viewer());
        this.actions = actions;
    }

    @Override
    public void buildContextMenu(IMenuManager menu) {
        // Not the clipboard: asking for it takes events from the window system, and the menu would close at once.
        actions.refresh();
        menu.add(new GroupMarker(RUN));
        menu.add(new Separator());
        addSensible(menu, CanvasCommand.Group.CONFLICT);
        menu.add(new Separator(NODE));
        addSensible(menu, CanvasCommand.Group.NODE);
        menu.add(new Separator());
        addSensible(menu, CanvasCommand.Group.ADD);
        menu.add(submenu(CanvasCommand.Group.WIRE));
        menu.add(new Separator());
        menu.add(actions.get(CanvasCommand.UNDO));
        menu.add(actions.get(CanvasCommand.REDO));
        menu.add(new Separator());
        addSensible(menu, CanvasCommand.Group.CLIPBOARD);
        menu.add(new Separator());
        addSensible(menu, CanvasCommand.Group.ARRANGE);
        menu.add(submenu(CanvasCommand.Group.ALIGN));
        menu.add(submenu(CanvasCommand.Group.VIEW));
        menu.add(new Separator(ADDITIONS));
        menu.add(new Separator());
        addSensible(menu, CanvasCommand.Group.FILE);
    }

    private MenuManager submenu(CanvasCommand.Group group) {
        MenuManager submenu = new MenuManager(group.label(), "org.stillroom.editor.menu." + group.name());
        addSensible(submenu, group);
        return submenu;
    }

    private void addSensible(IMenuManager menu, CanvasCommand.Group group) {
        commands(group).stream().map(actions::get).filter(action -> action.isEnabled()).forEach(menu::add);
    }

    private static List<CanvasCommand> commands(CanvasCommand.Group group) {
        return List.of(CanvasCommand.values()).stream().filter(command -> command.group() == group).toList();
    }
}
