// SPDX-License-Identifier: EPL-2.0
package org.stillroom.pictures;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.ImageTransfer;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.PaletteData;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.ui.IWorkbenchPage;
import org.stillroom.graph.io.AtomicFile;
import org.stillroom.nodes.contract.RgbImage;
import org.stillroom.pictures.history.PictureEntry;
import org.stillroom.pictures.history.PictureHistory;

/** What can be done with the pictures that are shown, apart from looking at them. */
final class PictureFilesActions {

    private static final PaletteData RGB = new PaletteData(0xff0000, 0xff00, 0xff);

    private final PicturePanel panel;
    private final PictureHistory history;
    private final IWorkbenchPage page;
    private final Consumer<String> tell;

    /** @param tell told what was done, or why it was not */
    PictureFilesActions(PicturePanel panel, PictureHistory history, IWorkbenchPage page, Consumer<String> tell) {
        this.panel = panel;
        this.history = history;
        this.page = page;
        this.tell = tell;
    }

    void saveAs() {
        for (PictureEntry entry : panel.shown()) {
            FileDialog dialog = new FileDialog(panel.control().getShell(), SWT.SAVE);
            dialog.setText(Modes.plain(Messages.saveAs));
            dialog.setFileName(entry.file().getFileName().toString());
            dialog.setFilterPath(String.valueOf(entry.file().getParent()));
            dialog.setOverwrite(true);
            String chosen = dialog.open();
            if (chosen == null) {
                return;
            }
            save(entry, Path.of(chosen));
        }
    }

    /** Copies the file, and with it the graph that it carries, in a job. */
    Job save(PictureEntry entry, Path target) {
        Job job = Job.create(Messages.saveJob, monitor -> {
            try {
                AtomicFile.copy(entry.kept(), target);
            } catch (IOException e) {
                ILog.of(PictureFilesActions.class).error(target + " could not be saved", e);
                Displays.post(panel.control(),
                        () -> tell.accept(NLS.bind(Messages.notSaved, target, e.getMessage())));
            }
        });
        job.schedule();
        return job;
    }

    void copy() {
        panel.canvas().picture().ifPresent(pyramid -> {
            RgbImage picture = pyramid.picture();
            put(new ImageData(picture.width(), picture.height(), 24, RGB, 1, picture.rgb()),
                    ImageTransfer.getInstance());
            tell.accept(NLS.bind(Messages.copied, panel.shown().getFirst().file().getFileName()));
        });
    }

    void copyPath() {
        List<String> paths = panel.shown().stream().map(entry -> entry.file().toString()).toList();
        put(String.join(System.lineSeparator(), paths), TextTransfer.getInstance());
        tell.accept(NLS.bind(Messages.copied, String.join(", ", paths)));
    }

    private void put(Object data, Transfer transfer) {
        Clipboard clipboard = new Clipboard(panel.control().getDisplay());
        try {
            clipboard.setContents(new Object[] {data}, new Transfer[] {transfer});
        } finally {
            clipboard.dispose();
        }
    }

    void openGraph() {
        panel.shown().forEach(entry -> OpenFromPicture.open(page, entry.kept(), entry.file()));
    }

    void remove() {
        try {
            history.remove(panel.strip().selection());
        } catch (IOException e) {
            ILog.of(PictureFilesActions.class).error("The history of pictures could not be written down", e);
            tell.accept(e.getMessage());
        }
    }
}
