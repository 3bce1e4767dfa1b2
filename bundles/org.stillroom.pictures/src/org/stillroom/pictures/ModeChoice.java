// SPDX-License-Identifier: EPL-2.0
package org.stillroom.pictures;

import java.util.Map;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.ActionContributionItem;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.action.IMenuCreator;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Menu;

/**
 * All ways to show pictures behind one button of the tool bar, which has room for no more beside its tab. The button
 * has the sign of the way that is on, and goes from one picture to two and back.
 */
final class ModeChoice extends Action implements IMenuCreator {

    private final PicturePanel panel;
    private final Map<Mode, IAction> modes;
    private Menu menu;

    ModeChoice(PicturePanel panel, Map<Mode, IAction> modes) {
        super(Messages.modes, AS_DROP_DOWN_MENU);
        this.panel = panel;
        this.modes = modes;
        setMenuCreator(this);
    }

    /** Brings it in line with what is shown. */
    void update() {
        IAction now = modes.get(panel.mode());
        if (getImageDescriptor() != now.getImageDescriptor()) {
            setImageDescriptor(now.getImageDescriptor());
        }
        setToolTipText(NLS.bind(Messages.modesTip, Modes.plain(now.getText())));
        setEnabled(modes.values().stream().anyMatch(IAction::isEnabled));
    }

    @Override
    public void run() {
        panel.setMode(panel.mode() == Mode.SINGLE ? panel.pairMode() : Mode.SINGLE);
    }

    @Override
    public Menu getMenu(Control parent) {
        dispose();
        menu = new Menu(parent);
        modes.values().forEach(mode -> new ActionContributionItem(mode).fill(menu, -1));
        return menu;
    }

    /** It is in no menu: there its parts are. */
    @Override
    public Menu getMenu(Menu parent) {
        return null;
    }

    @Override
    public void dispose() {
        if (menu != null) {
            menu.dispose();
            menu = null;
        }
    }
}
