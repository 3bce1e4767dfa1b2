// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.run;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.core.runtime.SafeRunner;
import org.stillroom.workbench.results.MadePicture;
import org.stillroom.workbench.results.PictureListener;

/** Those who are told of runs; what one of them throws is logged and spoils nothing else. */
final class RunAudience {

    private final List<Runner.Listener> runs = new CopyOnWriteArrayList<>();
    private final List<PictureListener> pictures = new CopyOnWriteArrayList<>();

    List<Runner.Listener> runs() {
        return runs;
    }

    List<PictureListener> pictures() {
        return pictures;
    }

    void changed(RunHandle run) {
        runs.forEach(listener -> SafeRunner.run(() -> listener.changed(run)));
    }

    void made(RunRecord run, List<Feed.Made> files) {
        for (Feed.Made made : files) {
            MadePicture picture = new MadePicture(run.name(), run.graph().nodes().get(made.node()), made.file(),
                    run.started(), made.cached());
            pictures.forEach(listener -> SafeRunner.run(
                    () -> listener.made(picture)));
        }
    }
}
