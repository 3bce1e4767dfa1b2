// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.compare;

import java.nio.file.Path;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Shell;
import org.stillroom.workbench.editor.EditorFixture;

/** Pictures for a person to look at, where the property {@code stillroom.screenshots} names a folder for them. */
public final class Screenshot {

    private static final int DRAWN_MILLIS = 400;

    private Screenshot() {}

    /** Takes a picture of a window as it is on the screen. */
    public static void of(Shell shell, String name) {
        String folder = System.getProperty("stillroom.screenshots");
        if (folder == null) {
            return;
        }
        shell.forceActive();
        long end = System.currentTimeMillis() + DRAWN_MILLIS;
        EditorFixture.await("the window is drawn", () -> System.currentTimeMillis() > end);
        Rectangle bounds = shell.getBounds();
        Image image = new Image(shell.getDisplay(), bounds.width, bounds.height);
        GC gc = new GC(shell.getDisplay());
        try {
            gc.copyArea(image, bounds.x, bounds.y);
            ImageLoader loader = new ImageLoader();
            loader.data = new ImageData[] {image.getImageData()};
            loader.save(Path.of(folder, name + ".png").toString(), SWT.IMAGE_PNG);
        } finally {
            gc.dispose();
            image.dispose();
        }
    }
}
