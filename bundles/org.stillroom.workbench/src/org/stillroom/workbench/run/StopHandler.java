// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.run;

import java.util.Optional;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.stillroom.workbench.open.RunTarget;

/** Stops the runs of the active editor's graph; where it has none, the run that goes on. */
public final class StopHandler extends AbstractHandler {

    private final Runner.Listener listener = run -> setBaseEnabled(!Runner.get().queue().isEmpty());

    public StopHandler() {
        setBaseEnabled(!Runner.get().queue().isEmpty());
        Runner.get().addListener(listener);
    }

    @Override
    public Object execute(ExecutionEvent event) {
        Runner runner = Runner.get();
        Optional<RunTarget> target = ActiveTarget.of(event).filter(runner::runs);
        if (target.isPresent()) {
            runner.stop(target.get());
        } else {
            runner.queue().stream().findFirst().ifPresent(RunHandle::stop);
        }
        return null;
    }

    @Override
    public void dispose() {
        Runner.get().removeListener(listener);
        super.dispose();
    }
}
