// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.templates;

import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.IExtensionRegistry;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.Platform;
import org.osgi.framework.Bundle;

/**
 * A picture that shows what can be made, as a bundle contributes it.
 *
 * @param label its prompt
 * @param file a PNG that carries its graph
 */
public record ExamplePicture(String label, URL file) {

    /** All that bundles contribute; one that is broken is left out and told to the error log. */
    public static List<ExamplePicture> all(IExtensionRegistry extensions) {
        List<ExamplePicture> pictures = new ArrayList<>();
        for (IConfigurationElement element : extensions.getConfigurationElementsFor(GraphTemplates.EXTENSION_POINT)) {
            if (element.getName().equals("picture")) {
                Bundle bundle = Platform.getBundle(element.getContributor().getName());
                String label = element.getAttribute("label");
                String path = element.getAttribute("file");
                URL file = bundle == null || path == null ? null : bundle.getEntry(path);
                if (label == null || file == null) {
                    ILog.of(ExamplePicture.class).warn("A picture of " + element.getContributor().getName()
                            + " lacks a label or its file and is not shown; report it to its provider.");
                } else {
                    pictures.add(new ExamplePicture(label, file));
                }
            }
        }
        return pictures;
    }

    /** The last part of its path. */
    String name() {
        return file.getPath().substring(file.getPath().lastIndexOf('/') + 1);
    }
}
