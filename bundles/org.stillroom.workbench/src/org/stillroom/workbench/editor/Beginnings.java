// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.editor;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.core.commands.Command;
import org.eclipse.core.commands.ParameterizedCommand;
import org.eclipse.core.commands.common.CommandException;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.services.IServiceLocator;
import org.stillroom.editor.pane.Beginning;
import org.stillroom.workbench.services.FileDrop;
import org.stillroom.workbench.services.Guard;

/** What an empty canvas offers beside adding a node. */
final class Beginnings {

    private static final String TEMPLATE = "org.stillroom.workbench.startFromTemplate";

    private Beginnings() {}

    static List<Beginning> of(IServiceLocator site) {
        List<Beginning> ways = new ArrayList<>();
        add(ways, site, TEMPLATE, Messages.Beginnings_template, Messages.Beginnings_templateHint);
        add(ways, site, FileDrop.OPEN_PICTURE, Messages.Beginnings_picture, Messages.Beginnings_pictureHint);
        return ways;
    }

    /** What no bundle can do is not offered. */
    private static void add(List<Beginning> ways, IServiceLocator site, String id, String label, String hint) {
        Command command = site.getService(ICommandService.class).getCommand(id);
        if (command.isDefined()) {
            ways.add(new Beginning(label, hint, () -> run(site, command)));
        }
    }

    private static void run(IServiceLocator site, Command command) {
        try {
            site.getService(IHandlerService.class).executeCommand(new ParameterizedCommand(command, null), null);
        } catch (CommandException e) {
            Guard.log("beginning a graph", e);
        }
    }
}
