// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.services;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.Platform;

/** What bundles contribute to the extension points of the workbench. */
public final class Contributions {

    private static final String BUNDLE = "org.stillroom.workbench";

    private Contributions() {}

    /**
     * The elements of one name.
     *
     * @param point without the name of the bundle, such as {@code quickFixes}
     */
    public static Stream<IConfigurationElement> of(String point, String element) {
        return Stream.of(Platform.getExtensionRegistry().getConfigurationElementsFor(BUNDLE, point))
                .filter(found -> found.getName().equals(element));
    }

    /** Makes the objects whose class an element names. One that cannot be made is logged and left out. */
    public static <T> List<T> made(String point, String element, Class<T> type) {
        List<T> made = new ArrayList<>();
        of(point, element).forEach(found -> {
            try {
                made.add(type.cast(found.createExecutableExtension("class")));
            } catch (CoreException | ClassCastException | LinkageError e) {
                Guard.log("making the " + element + " of " + found.getContributor().getName(), e);
            }
        });
        return List.copyOf(made);
    }
}
