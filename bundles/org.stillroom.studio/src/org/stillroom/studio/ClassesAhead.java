// SPDX-License-Identifier: EPL-2.0
package org.stillroom.studio;

import java.net.URL;
import java.util.Collections;
import java.util.List;
import org.eclipse.core.runtime.Platform;
import org.osgi.framework.Bundle;

/**
 * Loads the canvas's classes on a second processor while the platform sets up the workbench on the first, so that the
 * window stands earlier. Nothing depends on it.
 */
final class ClassesAhead {

    /** What the window shows first, in the order in which it is needed. */
    private static final List<String> BUNDLES = List.of("org.eclipse.jface",
            "org.eclipse.e4.ui.workbench.renderers.swt", "org.stillroom.workbench",
            "org.eclipse.draw2d", "org.eclipse.gef", "org.stillroom.editor", "org.stillroom.graph",
            "org.stillroom.nodes");
    private static final String SUFFIX = ".class";

    private ClassesAhead() {}

    static void start() {
        Thread.ofPlatform().daemon().name("Loading classes ahead").start(() -> BUNDLES.forEach(ClassesAhead::load));
    }

    private static void load(String name) {
        Bundle bundle = Platform.getBundle(name);
        var entries = bundle == null ? null : bundle.findEntries("/org", "*" + SUFFIX, true);
        if (entries == null) {
            return;
        }
        for (URL entry : Collections.list(entries)) {
            String path = entry.getPath();
            try {
                bundle.loadClass(path.substring(1, path.length() - SUFFIX.length()).replace('/', '.'));
            } catch (ClassNotFoundException | LinkageError e) {
                // a class that the window needs is loaded again, and then says what is wrong
            }
        }
    }
}
