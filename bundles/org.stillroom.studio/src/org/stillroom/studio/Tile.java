// SPDX-License-Identifier: EPL-2.0
package org.stillroom.studio;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

/** A picture to click, with a caption below it. */
final class Tile {

    private final Button button;

    /** @param image its owner disposes of it */
    Tile(Composite parent, Image image, String caption, Runnable action) {
        Composite area = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 2).applyTo(area);
        GridDataFactory.fillDefaults().applyTo(area);
        button = new Button(area, SWT.PUSH | SWT.FLAT);
        button.setImage(image);
        button.setToolTipText(caption);
        button.addListener(SWT.Selection, event -> action.run());
        button.getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent event) {
                event.result = caption;
            }
        });
        Label label = new Label(area, SWT.WRAP | SWT.CENTER);
        label.setText(caption.replace("&", "&&"));
        GridDataFactory.fillDefaults().hint(image.getBounds().width, SWT.DEFAULT).grab(true, false).applyTo(label);
    }

    void show(Image image) {
        button.setImage(image);
    }
}
