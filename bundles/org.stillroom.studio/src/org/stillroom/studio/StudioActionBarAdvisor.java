// SPDX-License-Identifier: EPL-2.0
package org.stillroom.studio;

import org.eclipse.jface.action.GroupMarker;
import org.eclipse.jface.action.ICoolBarManager;
import org.eclipse.jface.action.IMenuManager;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.action.Separator;
import org.eclipse.jface.action.ToolBarContributionItem;
import org.eclipse.jface.action.ToolBarManager;
import org.eclipse.swt.SWT;
import org.eclipse.ui.IWorkbenchActionConstants;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.actions.ActionFactory;
import org.eclipse.ui.actions.ActionFactory.IWorkbenchAction;
import org.eclipse.ui.actions.ContributionItemFactory;
import org.eclipse.ui.application.ActionBarAdvisor;
import org.eclipse.ui.application.IActionBarConfigurer;
import org.eclipse.ui.menus.CommandContributionItem;
import org.eclipse.ui.menus.CommandContributionItemParameter;

/** The menus and tool bar that do not come from plug-ins, with the ids that plug-ins know from the Eclipse IDE. */
final class StudioActionBarAdvisor extends ActionBarAdvisor {

    private IWorkbenchWindow window;

    StudioActionBarAdvisor(IActionBarConfigurer configurer) {
        super(configurer);
    }

    @Override
    protected void makeActions(IWorkbenchWindow forWindow) {
        window = forWindow;
    }

    @Override
    protected void fillMenuBar(IMenuManager bar) {
        bar.add(file());
        bar.add(edit());
        bar.add(new GroupMarker(IWorkbenchActionConstants.MB_ADDITIONS));
        bar.add(windowMenu());
        bar.add(help());
    }

    @Override
    protected void fillCoolBar(ICoolBarManager bar) {
        ToolBarManager file = new ToolBarManager(SWT.FLAT);
        file.add(action(ActionFactory.NEW_WIZARD_DROP_DOWN));
        file.add(action(ActionFactory.SAVE));
        file.add(action(ActionFactory.SAVE_ALL));
        file.add(new Separator());
        file.add(button(ActionFactory.UNDO));
        file.add(button(ActionFactory.REDO));
        bar.add(new ToolBarContributionItem(file, IWorkbenchActionConstants.TOOLBAR_FILE));
        bar.add(new GroupMarker(IWorkbenchActionConstants.MB_ADDITIONS));
    }

    private MenuManager file() {
        MenuManager menu = new MenuManager(Messages.menuFile, IWorkbenchActionConstants.M_FILE);
        menu.add(new GroupMarker(IWorkbenchActionConstants.FILE_START));
        MenuManager made = new MenuManager(Messages.menuNew, ActionFactory.NEW.getId());
        made.add(ContributionItemFactory.NEW_WIZARD_SHORTLIST.create(window));
        made.add(new GroupMarker(IWorkbenchActionConstants.MB_ADDITIONS));
        menu.add(made);
        menu.add(new GroupMarker(IWorkbenchActionConstants.NEW_EXT));
        menu.add(new GroupMarker(IWorkbenchActionConstants.OPEN_EXT));
        menu.add(new Separator());
        menu.add(action(ActionFactory.CLOSE));
        menu.add(action(ActionFactory.CLOSE_ALL));
        menu.add(new GroupMarker(IWorkbenchActionConstants.CLOSE_EXT));
        menu.add(new Separator());
        menu.add(action(ActionFactory.SAVE));
        menu.add(action(ActionFactory.SAVE_AS));
        menu.add(action(ActionFactory.SAVE_ALL));
        menu.add(action(ActionFactory.REVERT));
        menu.add(new GroupMarker(IWorkbenchActionConstants.SAVE_EXT));
        menu.add(new Separator());
        menu.add(action(ActionFactory.RENAME));
        menu.add(action(ActionFactory.REFRESH));
        menu.add(new Separator(IWorkbenchActionConstants.IMPORT_EXT));
        menu.add(action(ActionFactory.IMPORT));
        menu.add(action(ActionFactory.EXPORT));
        menu.add(new Separator(IWorkbenchActionConstants.MB_ADDITIONS));
        menu.add(action(ActionFactory.PROPERTIES));
        MenuManager recent = new MenuManager(Messages.menuRecent, "recentFiles");
        recent.add(ContributionItemFactory.REOPEN_EDITORS.create(window));
        menu.add(recent);
        menu.add(new GroupMarker(IWorkbenchActionConstants.MRU));
        menu.add(new Separator());
        menu.add(action(ActionFactory.QUIT));
        menu.add(new GroupMarker(IWorkbenchActionConstants.FILE_END));
        return menu;
    }

    private MenuManager edit() {
        MenuManager menu = new MenuManager(Messages.menuEdit, IWorkbenchActionConstants.M_EDIT);
        menu.add(new GroupMarker(IWorkbenchActionConstants.EDIT_START));
        menu.add(action(ActionFactory.UNDO));
        menu.add(action(ActionFactory.REDO));
        menu.add(new GroupMarker(IWorkbenchActionConstants.UNDO_EXT));
        menu.add(new Separator());
        menu.add(action(ActionFactory.CUT));
        menu.add(action(ActionFactory.COPY));
        menu.add(action(ActionFactory.PASTE));
        menu.add(new GroupMarker(IWorkbenchActionConstants.CUT_EXT));
        menu.add(new Separator());
        menu.add(action(ActionFactory.DELETE));
        menu.add(action(ActionFactory.SELECT_ALL));
        menu.add(new Separator());
        menu.add(action(ActionFactory.FIND));
        menu.add(new GroupMarker(IWorkbenchActionConstants.FIND_EXT));
        menu.add(new GroupMarker(IWorkbenchActionConstants.EDIT_END));
        menu.add(new Separator(IWorkbenchActionConstants.MB_ADDITIONS));
        return menu;
    }

    private MenuManager windowMenu() {
        MenuManager menu = new MenuManager(Messages.menuWindow, IWorkbenchActionConstants.M_WINDOW);
        menu.add(action(ActionFactory.OPEN_NEW_WINDOW));
        menu.add(new Separator());
        MenuManager views = new MenuManager(Messages.menuView, "viewMenu");
        views.add(ContributionItemFactory.VIEWS_SHORTLIST.create(window));
        menu.add(views);
        MenuManager perspectives = new MenuManager(Messages.menuPerspective, "perspectiveMenu");
        perspectives.add(ContributionItemFactory.PERSPECTIVES_SHORTLIST.create(window));
        perspectives.add(action(ActionFactory.RESET_PERSPECTIVE));
        menu.add(perspectives);
        menu.add(new Separator(IWorkbenchActionConstants.MB_ADDITIONS));
        menu.add(action(ActionFactory.PREFERENCES));
        return menu;
    }

    private MenuManager help() {
        MenuManager menu = new MenuManager(Messages.menuHelp, IWorkbenchActionConstants.M_HELP);
        if (window.getWorkbench().getIntroManager().hasIntro()) {
            menu.add(action(ActionFactory.INTRO));
        }
        menu.add(new GroupMarker("group.intro.ext"));
        menu.add(new Separator("group.main"));
        menu.add(action(ActionFactory.HELP_CONTENTS));
        menu.add(action(ActionFactory.DYNAMIC_HELP));
        menu.add(new GroupMarker("group.assist"));
        menu.add(new GroupMarker(IWorkbenchActionConstants.HELP_START));
        menu.add(new GroupMarker("group.main.ext"));
        menu.add(new GroupMarker(IWorkbenchActionConstants.HELP_END));
        menu.add(new Separator(IWorkbenchActionConstants.MB_ADDITIONS));
        menu.add(new Separator("group.about"));
        menu.add(action(ActionFactory.ABOUT));
        return menu;
    }

    /**
     * Under an id of its own, as Eclipse hides the tool bar items that have the ids of undo and redo. Workspaces keep
     * it, so it stays although the bundle has another name now.
     */
    private CommandContributionItem button(ActionFactory factory) {
        return new CommandContributionItem(new CommandContributionItemParameter(window,
                "org.stillroom.app.toolbar." + factory.getId(), factory.getCommandId(),
                CommandContributionItem.STYLE_PUSH));
    }

    /** Each action is made once: asked again, the registered one is returned. */
    private IWorkbenchAction action(ActionFactory factory) {
        if (getAction(factory.getId()) instanceof IWorkbenchAction made) {
            return made;
        }
        IWorkbenchAction made = factory.create(window);
        register(made);
        return made;
    }
}
