// SPDX-License-Identifier: EPL-2.0
package org.stillroom.pictures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.CancellationException;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.part.EditorPart;
import org.stillroom.workbench.open.EditorFile;
import org.stillroom.workbench.services.HelpContexts;

/** Shows one picture file, whoever made it. A file that is no picture is shown as a sentence that says why. */
public final class PictureEditor extends EditorPart {

    static final String ID = "org.stillroom.workbench.pictureEditor";

    private Path file;
    private FileTime shown;
    private PictureCanvas canvas;
    private Label caption;
    private Job reading;

    @Override
    public void init(IEditorSite site, IEditorInput input) throws PartInitException {
        setSite(site);
        setInput(input);
        setPartName(input.getName());
        file = EditorFile.of(input).map(EditorFile::path)
                .orElseThrow(() -> new PartInitException(NLS.bind(Messages.notAFile, input.getName())));
    }

    @Override
    public void createPartControl(Composite parent) {
        HelpContexts.PICTURES.explain(parent);
        Composite frame = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(frame);
        canvas = new PictureCanvas(frame, SWT.NONE);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(canvas);
        caption = new Label(frame, SWT.NONE);
        GridDataFactory.fillDefaults().grab(true, false).indent(4, 2).applyTo(caption);
        canvas.onChange(this::say);
        read();
    }

    /** A picture that was written again meanwhile is read again. */
    @Override
    public void setFocus() {
        canvas.setFocus();
        if (!written(file).equals(shown)) {
            read();
        }
    }

    @Override
    public void dispose() {
        dismiss();
        super.dispose();
    }

    @Override
    public boolean isDirty() {
        return false;
    }

    @Override
    public boolean isSaveAsAllowed() {
        return false;
    }

    @Override
    public void doSave(IProgressMonitor monitor) {
        // a picture is only looked at
    }

    @Override
    public void doSaveAs() {
        // as above
    }

    PictureCanvas canvas() {
        return canvas;
    }

    String caption() {
        return caption.getText();
    }

    private void read() {
        dismiss();
        shown = written(file);
        ICoreRunnable work = this::load;
        reading = Job.create(Messages.loadJob, work);
        reading.setPriority(Job.SHORT);
        reading.schedule();
    }

    private void dismiss() {
        if (reading != null) {
            reading.cancel();
        }
    }

    private void load(IProgressMonitor monitor) {
        try {
            Pyramid picture = new PictureCache(0).load(file, () -> {
                if (monitor.isCanceled()) {
                    throw new CancellationException();
                }
            });
            Displays.post(canvas, () -> canvas.show(picture));
        } catch (IOException e) {
            Displays.post(canvas, () -> canvas.showMessage(e.getMessage()));
        } catch (CancellationException e) {
            // the editor was closed, or reads anew
        }
    }

    private void say() {
        String size = canvas.picture().map(picture -> NLS.bind(Messages.size, new Object[] {picture.width(),
                picture.height(), Math.round(canvas.scale() * 100)})).orElse("");
        String pixel = canvas.pixelText();
        caption.setText(pixel.isEmpty() ? size : size + "   " + pixel);
    }

    /** The beginning of time for a file that is gone. */
    private static FileTime written(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }
}
