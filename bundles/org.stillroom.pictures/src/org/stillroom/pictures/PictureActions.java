// SPDX-License-Identifier: EPL-2.0
package org.stillroom.pictures;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.action.IContributionManager;
import org.eclipse.jface.action.IMenuManager;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.action.Separator;
import org.eclipse.jface.resource.ResourceLocator;
import org.eclipse.osgi.util.NLS;

/** The actions of the picture view, and where they stand in its tool bar and menus. */
final class PictureActions {

    private static final String ICONS = "icons/";

    private final PicturePanel panel;
    private final Map<Mode, IAction> modes = new EnumMap<>(Mode.class);
    private final ModeChoice modeChoice;
    private final Map<Integer, IAction> gains = new LinkedHashMap<>();
    private final IAction fit;
    private final IAction actualSize;
    private final IAction zoomIn;
    private final IAction zoomOut;
    private final IAction pin;
    private final IAction saveAs;
    private final IAction copy;
    private final IAction copyPath;
    private final IAction openGraph;
    private final IAction remove;

    PictureActions(PicturePanel panel, PictureFilesActions files) {
        this.panel = panel;
        PictureCanvas canvas = panel.canvas();
        fit = action("fit", Messages.fit, Messages.fitTip, canvas::fit);
        actualSize = action("actual-size", Messages.actualSize, Messages.actualSizeTip, canvas::actualSize);
        zoomIn = action("zoom-in", Messages.zoomIn, Messages.zoomInTip, canvas::zoomIn);
        zoomOut = action("zoom-out", Messages.zoomOut, Messages.zoomOutTip, canvas::zoomOut);
        pin = new Choice("pin", Messages.pin, Messages.pinTip, IAction.AS_CHECK_BOX) {
            @Override
            public void run() {
                panel.setPinned(isChecked());
            }
        };
        saveAs = action("save-as", Messages.saveAs, Messages.saveAsTip, files::saveAs);
        copy = action("copy", Messages.copy, Messages.copyTip, files::copy);
        copyPath = action("copy-path", Messages.copyPath, Messages.copyPathTip, files::copyPath);
        openGraph = action("open-graph", Messages.openGraph, Messages.openGraphTip, files::openGraph);
        remove = action("remove", Messages.remove, Messages.removeTip, files::remove);
        modes.put(Mode.SINGLE, mode(Mode.SINGLE, "single", Messages.modeSingleTip));
        modes.put(Mode.SIDE_BY_SIDE, mode(Mode.SIDE_BY_SIDE, "side-by-side", Messages.modeSideBySideTip));
        modes.put(Mode.SLIDER, mode(Mode.SLIDER, "slider", Messages.modeSliderTip));
        modes.put(Mode.DIFFERENCE, mode(Mode.DIFFERENCE, "difference", Messages.modeDifferenceTip));
        modeChoice = new ModeChoice(panel, modes);
        CanvasScene.GAINS.forEach(gain -> gains.put(gain, gain(gain)));
        update();
    }

    IAction copyAction() {
        return copy;
    }

    IAction removeAction() {
        return remove;
    }

    /** Few, so that they have room beside the tab; the menu has all. */
    void fillToolBar(IContributionManager bar) {
        List.of(modeChoice, fit, pin).forEach(bar::add);
    }

    void fillMenu(IMenuManager menu) {
        List.of(fit, actualSize, zoomIn, zoomOut).forEach(menu::add);
        menu.add(new Separator());
        modes.values().forEach(menu::add);
        MenuManager amplify = new MenuManager(Messages.amplify);
        gains.values().forEach(amplify::add);
        menu.add(amplify);
        menu.add(new Separator());
        List.of(pin, openGraph).forEach(menu::add);
        menu.add(new Separator());
        List.of(saveAs, copy, copyPath, remove).forEach(menu::add);
    }

    /** Brings the actions in line with what is shown. */
    void update() {
        boolean shown = !panel.shown().isEmpty();
        List.of(fit, actualSize, zoomIn, zoomOut, pin, saveAs, copy, copyPath, openGraph, remove)
                .forEach(action -> action.setEnabled(shown));
        boolean two = panel.strip().entries().size() > 1;
        modes.forEach((mode, action) -> {
            action.setChecked(shown && mode == panel.mode());
            action.setEnabled(shown && (mode == Mode.SINGLE || two));
        });
        modeChoice.update();
        gains.forEach((gain, action) -> {
            action.setChecked(gain == panel.canvas().gain());
            action.setEnabled(panel.mode() == Mode.DIFFERENCE);
        });
        pin.setChecked(panel.pinned());
    }

    private static IAction action(String icon, String label, String tip, Runnable work) {
        return new Choice(icon, label, tip, IAction.AS_PUSH_BUTTON) {
            @Override
            public void run() {
                work.run();
            }
        };
    }

    private IAction mode(Mode mode, String icon, String tip) {
        return new Choice(icon, Modes.label(mode), tip, IAction.AS_RADIO_BUTTON) {
            @Override
            public void run() {
                if (isChecked()) {
                    panel.setMode(mode);
                }
            }
        };
    }

    private IAction gain(int gain) {
        String label = NLS.bind(Messages.gain, gain);
        return new Choice("", label, label, IAction.AS_RADIO_BUTTON) {
            @Override
            public void run() {
                if (isChecked()) {
                    panel.canvas().setGain(gain);
                }
            }
        };
    }

    /** What all actions have. */
    private abstract static class Choice extends Action {

        Choice(String icon, String label, String tip, int style) {
            super(label, style);
            setToolTipText(tip);
            if (!icon.isEmpty()) {
                ResourceLocator.imageDescriptorFromBundle(PictureActions.class, ICONS + icon + ".svg")
                        .ifPresent(this::setImageDescriptor);
            }
        }
    }
}
