// SPDX-License-Identifier: EPL-2.0
package org.stillroom.pictures;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.file.Path;
import java.time.Instant;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.IWorkbenchPage;
import org.junit.jupiter.api.Test;
import org.stillroom.graph.Node;
import org.stillroom.workbench.fixture.WorkbenchFixture;
import org.stillroom.workbench.results.MadePicture;

class FirstPictureTest {

    private final IWorkbenchPage page = WorkbenchFixture.page();

    @Test
    void opensTheViewAndLeavesWhoeverClosesItInPeace() {
        close();
        FirstPicture session = new FirstPicture();
        MadePicture picture = new MadePicture("drawn.stillroom", Node.of("save_image", "org.stillroom.saveImage"),
                Path.of("picture.png"), Instant.EPOCH, false);
        session.made(picture);
        assertNotNull(page.findView(PictureView.ID));
        close();
        session.made(picture);
        assertNull(page.findView(PictureView.ID));
    }

    private void close() {
        IViewPart view = page.findView(PictureView.ID);
        if (view != null) {
            page.hideView(view);
        }
        WorkbenchFixture.settle();
    }
}
