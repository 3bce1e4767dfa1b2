// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.run;

import org.eclipse.core.runtime.ILog;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.SynchronousBundleListener;
import org.stillroom.torch.runtime.ProcessEnd;

/**
 * Ends the engine with its bundle, and the process with the engine: a node may still be in a native call that cannot
 * be stopped, and the destructors that run when a process ends would pull the ground from under it.
 */
final class EngineEnd {

    /** How long native calls may take to end by themselves. */
    private static final long PATIENCE_MILLIS = 2000;

    private static final long LOOK_MILLIS = 20;

    private EngineEnd() {}

    static void watch(WorkbenchEngine engine) {
        Bundle bundle = FrameworkUtil.getBundle(EngineEnd.class);
        if (bundle == null || bundle.getBundleContext() == null) {
            return;
        }
        bundle.getBundleContext().addBundleListener((SynchronousBundleListener) event -> {
            if (event.getBundle() == bundle && event.getType() == BundleEvent.STOPPING) {
                engine.close();
            }
        });
        ProcessEnd.prepare();
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> await(engine), "stillroom-end"));
        } catch (IllegalStateException e) {
            ILog.of(EngineEnd.class).info("the process is ending while an engine is made", e);
        }
    }

    /** The framework is down and everything is saved by now, unless the process is ended from outside. */
    private static void await(WorkbenchEngine engine) {
        try {
            long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
            engine.close();
            while (!engine.ended() && System.nanoTime() < end) {
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!engine.ended()) {
            ProcessEnd.exit(0);
        }
    }
}
