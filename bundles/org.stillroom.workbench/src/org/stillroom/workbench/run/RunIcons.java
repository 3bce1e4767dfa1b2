// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.run;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.LocalResourceManager;
import org.eclipse.jface.resource.ResourceLocator;
import org.eclipse.swt.graphics.Image;

/** Icons of the states and commands of runs; to be disposed with what shows them. */
final class RunIcons {

    private static final String BUNDLE = "org.stillroom.workbench";

    private final LocalResourceManager images = new LocalResourceManager(JFaceResources.getResources());
    private final Map<RunState, Image> states = new EnumMap<>(RunState.class);

    Image of(RunState state) {
        return states.computeIfAbsent(state, made -> images.create(
                descriptor("state-" + made.name().toLowerCase(Locale.ROOT))));
    }

    /** @param name of a file in the folder icons, without its extension */
    static ImageDescriptor descriptor(String name) {
        return ResourceLocator.imageDescriptorFromBundle(BUNDLE, "icons/" + name + ".svg")
                .orElse(ImageDescriptor.getMissingImageDescriptor());
    }

    void dispose() {
        images.dispose();
    }
}
