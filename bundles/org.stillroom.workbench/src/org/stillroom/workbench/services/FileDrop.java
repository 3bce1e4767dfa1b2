// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.services;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.core.commands.Command;
import org.eclipse.core.commands.ParameterizedCommand;
import org.eclipse.core.commands.common.CommandException;
import org.eclipse.core.filesystem.EFS;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IPath;
import org.eclipse.jface.util.TransferDropTargetListener;
import org.eclipse.swt.dnd.DND;
import org.eclipse.swt.dnd.DropTarget;
import org.eclipse.swt.dnd.DropTargetAdapter;
import org.eclipse.swt.dnd.DropTargetEvent;
import org.eclipse.swt.dnd.FileTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.ide.IDE;

/**
 * Opens the files that are dropped: of a PNG file the graph it carries, or a message says that it carries none; every
 * other in its editor. One of several listeners of a viewer's drop target, or the only one of a control's or of the
 * editor area.
 */
public final class FileDrop extends DropTargetAdapter implements TransferDropTargetListener {

    /** The command that opens the graph of a picture, where a bundle has it. */
    public static final String OPEN_PICTURE = "org.stillroom.workbench.openFromPicture";
    /** Its parameter: the PNG file; without it, a person is asked. */
    public static final String FILE = "org.stillroom.workbench.openFromPicture.file";

    private final IWorkbenchWindow window;

    public FileDrop(IWorkbenchWindow window) {
        this.window = window;
    }

    /** Lets a control of its own take files; it must not have a drop target yet. */
    public void install(Control control) {
        DropTarget target = new DropTarget(control, DND.DROP_COPY | DND.DROP_DEFAULT);
        target.setTransfer(FileTransfer.getInstance());
        target.addDropListener(this);
    }

    @Override
    public Transfer getTransfer() {
        return FileTransfer.getInstance();
    }

    @Override
    public boolean isEnabled(DropTargetEvent event) {
        return true;
    }

    @Override
    public void dragEnter(DropTargetEvent event) {
        event.detail = (event.operations & DND.DROP_COPY) != 0 ? DND.DROP_COPY : DND.DROP_NONE;
    }

    @Override
    public void dragOperationChanged(DropTargetEvent event) {
        dragEnter(event);
    }

    @Override
    public void drop(DropTargetEvent event) {
        if (event.data instanceof String[] names) {
            open(names);
        }
    }

    /** Opens files; folders are left out. */
    public void open(String... names) {
        Stream.of(names).map(Path::of).filter(Files::isRegularFile).forEach(this::open);
    }

    private void open(Path file) {
        try {
            Command openPicture = window.getService(ICommandService.class).getCommand(OPEN_PICTURE);
            if (isPng(file) && openPicture.isDefined()) {
                window.getService(IHandlerService.class).executeCommand(
                        ParameterizedCommand.generateCommand(openPicture, Map.of(FILE, file.toString())), null);
            } else {
                IDE.openEditorOnFileStore(window.getActivePage(),
                        EFS.getLocalFileSystem().getStore(IPath.fromPath(file)));
            }
        } catch (CommandException | PartInitException e) {
            ILog.of(FileDrop.class).error(file + " was dropped and could not be opened", e);
        }
    }

    private static boolean isPng(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".png");
    }
}
