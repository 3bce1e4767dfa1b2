// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.run;

import java.nio.file.Path;
import org.stillroom.edit.Edit;
import org.stillroom.edit.GraphDocument;
import org.stillroom.editor.status.Overlay;
import org.stillroom.workbench.open.RunTarget;

/** The graph of an earlier run, to run it again whether or not it is open and however it looks now. */
final class StoredTarget implements RunTarget {

    private final RunRecord run;
    private final GraphDocument document;
    private final Overlay overlay = new Overlay();

    StoredTarget(RunRecord run) {
        this.run = run;
        this.document = new GraphDocument(run.graph());
    }

    @Override
    public String name() {
        return run.name();
    }

    @Override
    public Path file() {
        return run.file();
    }

    @Override
    public GraphDocument document() {
        return document;
    }

    @Override
    public Overlay overlay() {
        return overlay;
    }

    @Override
    public void execute(Edit edit) {
        // the run is repeated as it was
    }

    @Override
    public void say(String sentence, boolean error) {
        // nobody sees it; the list of runs says the same
    }
}
