// SPDX-License-Identifier: EPL-2.0
package org.stillroom.pictures;

import java.io.IOException;
import java.nio.file.Path;
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
import org.stillroom.workbench.open.FileViewer;
import org.stillroom.workbench.services.HelpContexts;

/** Shows one picture file, whoever made it. A file that is no picture is shown as a sentence that says why. */
public final class PictureEditor extends FileViewer {

    static final String ID = "org.stillroom.workbench.pictureEditor";

    private PictureCanvas canvas;
    private Label caption;
    private Job reading;

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

    @Override
    public void setFocus() {
        canvas.setFocus();
        super.setFocus();
    }

    @Override
    public void dispose() {
        dismiss();
        super.dispose();
    }

    PictureCanvas canvas() {
        return canvas;
    }

    String caption() {
        return caption.getText();
    }

    @Override
    protected void show(Path file) {
        dismiss();
        ICoreRunnable work = monitor -> load(file, monitor);
        reading = Job.create(Messages.loadJob, work);
        reading.setPriority(Job.SHORT);
        reading.schedule();
    }

    private void dismiss() {
        if (reading != null) {
            reading.cancel();
        }
    }

    private void load(Path file, IProgressMonitor monitor) {
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
}
