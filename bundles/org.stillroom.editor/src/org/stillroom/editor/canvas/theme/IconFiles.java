// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.theme;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.jar.Manifest;
import org.stillroom.nodes.contract.NodeType;

/** Finds icons on a plain class path, where several bundles may have a file of the same name. */
public final class IconFiles {

    private IconFiles() {}

    /** The icon of a type: that beside the manifest of the bundle that contributes it, or else the first found. */
    public static Optional<URL> onClassPath(NodeType type) {
        try {
            List<URL> found = Collections.list(IconFiles.class.getClassLoader().getResources(type.icon()));
            return found.stream().filter(url -> isIn(type, url)).findFirst().or(() -> found.stream().findFirst());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean isIn(NodeType type, URL icon) {
        String address = icon.toExternalForm();
        String folder = address.substring(0, address.length() - type.icon().length());
        try (InputStream in = URI.create(folder + "META-INF/MANIFEST.MF").toURL().openStream()) {
            String name = new Manifest(in).getMainAttributes().getValue("Bundle-SymbolicName");
            return name != null && name.split(";", 2)[0].strip().equals(type.provider().bundle());
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }
}
