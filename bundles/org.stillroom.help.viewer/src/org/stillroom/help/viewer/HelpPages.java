// SPDX-License-Identifier: EPL-2.0
package org.stillroom.help.viewer;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URL;
import org.eclipse.core.runtime.FileLocator;
import org.eclipse.core.runtime.Platform;
import org.osgi.framework.Bundle;

/** Finds the files of help pages. */
final class HelpPages {

    private HelpPages() {}

    /**
     * @param href {@code /plug-in/path/of/page.html}, with or without a fragment
     * @return a {@code file:} address, with the pages and pictures beside it
     * @throws IOException where there is no such page
     */
    static URL locate(String href) throws IOException {
        String[] parts = href.replaceFirst("^/", "").split("#", 2)[0].split("/", 2);
        Bundle bundle = parts.length == 2 ? Platform.getBundle(parts[0]) : null;
        URL page = bundle == null ? null : bundle.getEntry(parts[1]);
        if (page == null) {
            throw new FileNotFoundException(href);
        }
        // unpacks the whole folder, so that links between pages work
        FileLocator.toFileURL(bundle.getEntry(parts[1].substring(0, parts[1].lastIndexOf('/') + 1)));
        return FileLocator.toFileURL(page);
    }
}
