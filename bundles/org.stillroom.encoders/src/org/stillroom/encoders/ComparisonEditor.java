// SPDX-License-Identifier: EPL-2.0
package org.stillroom.encoders;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.part.EditorPart;
import org.stillroom.graph.io.AtomicFile;
import org.stillroom.workbench.services.HelpContexts;

/** Shows the pictures of several encoders side by side, with what each is and costs; saves them as a picture. */
public final class ComparisonEditor extends EditorPart {

    static final String ID = "org.stillroom.encoders.comparison";

    private static final String ENDING = ".png";

    private ComparisonSheet sheet;
    private ScrolledComposite scrolled;
    private Canvas canvas;

    @Override
    public void init(IEditorSite site, IEditorInput input) {
        setSite(site);
        setInput(input);
        setPartName(input.getName());
    }

    @Override
    public void createPartControl(Composite parent) {
        HelpContexts.COMPARE.explain(parent);
        Composite frame = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(frame);
        Button save = new Button(frame, SWT.PUSH);
        save.setText(Messages.ComparisonEditor_save);
        save.addListener(SWT.Selection, event -> doSaveAs());
        GridDataFactory.swtDefaults().indent(6, 4).applyTo(save);
        scrolled = new ScrolledComposite(frame, SWT.V_SCROLL);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(scrolled);
        scrolled.setExpandHorizontal(true);
        canvas = new Canvas(scrolled, SWT.DOUBLE_BUFFERED);
        sheet = new ComparisonSheet(canvas.getDisplay(), input().all());
        canvas.addPaintListener(event -> sheet.paint(event.gc, canvas.getClientArea().width, canvas.getForeground(),
                canvas.getBackground()));
        canvas.addDisposeListener(event -> sheet.dispose());
        canvas.getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent event) {
                event.result = words();
            }
        });
        scrolled.setContent(canvas);
        scrolled.addListener(SWT.Resize, event -> resize());
        resize();
    }

    /** The same as the captions, for who does not see them. */
    String words() {
        return input().all().stream().map(one -> one.name() + ": " + String.join(", ", one.lines()))
                .collect(Collectors.joining("\n"));
    }

    private void resize() {
        int width = Math.max(1, scrolled.getClientArea().width);
        canvas.setSize(width, size(width).y);
    }

    private Point size(int width) {
        GC gc = new GC(canvas);
        try {
            return sheet.size(gc, width);
        } finally {
            gc.dispose();
        }
    }

    private ComparisonInput input() {
        return (ComparisonInput) getEditorInput();
    }

    @Override
    public void setFocus() {
        canvas.setFocus();
    }

    @Override
    public boolean isDirty() {
        return false;
    }

    @Override
    public void doSave(IProgressMonitor monitor) {
        doSaveAs();
    }

    @Override
    public boolean isSaveAsAllowed() {
        return true;
    }

    @Override
    public void doSaveAs() {
        FileDialog dialog = new FileDialog(getSite().getShell(), SWT.SAVE);
        dialog.setText(Messages.ComparisonEditor_save);
        dialog.setFilterExtensions(new String[] {'*' + ENDING});
        dialog.setFileName(getPartName() + ENDING);
        dialog.setOverwrite(true);
        String chosen = dialog.open();
        if (chosen != null) {
            try {
                save(Path.of(chosen.endsWith(ENDING) ? chosen : chosen + ENDING));
            } catch (IOException e) {
                MessageDialog.openError(getSite().getShell(), Messages.ComparisonEditor_save,
                        NLS.bind(Messages.ComparisonEditor_cannotSave, chosen, e.getMessage()));
            }
        }
    }

    /** Writes what is to be seen as a PNG file. */
    void save(Path file) throws IOException {
        int width = canvas.getSize().x;
        Image image = new Image(canvas.getDisplay(), width, size(width).y);
        try {
            GC gc = new GC(image);
            try {
                sheet.paint(gc, width, canvas.getForeground(), canvas.getBackground());
            } finally {
                gc.dispose();
            }
            ImageLoader loader = new ImageLoader();
            loader.data = new ImageData[] {image.getImageData()};
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            loader.save(bytes, SWT.IMAGE_PNG);
            AtomicFile.write(file, bytes.toByteArray());
        } finally {
            image.dispose();
        }
    }
}
