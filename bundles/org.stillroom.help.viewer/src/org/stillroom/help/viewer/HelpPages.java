// SPDX-License-Identifier: EPL-2.0
package org.stillroom.help.viewer;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import org.eclipse.core.runtime.Platform;
import org.eclipse.help.HelpSystem;
import org.eclipse.help.IToc;
import org.eclipse.osgi.util.NLS;
import org.osgi.framework.Bundle;

/** Finds help pages, which are {@code /plug-in/path/of/page.html}, with or without a fragment. */
final class HelpPages {

    private static final int MOST_BYTES = 4 << 20;

    private HelpPages() {}

    /** @throws IOException where there is no such page, or it is far larger than a page is */
    static Page read(String href) throws IOException {
        String[] parts = href.replaceFirst("^/", "").split("#", 2)[0].split("/", 2);
        Bundle bundle = parts.length == 2 ? Platform.getBundle(parts[0]) : null;
        URL page = bundle == null ? null : bundle.getEntry(parts[1]);
        if (page == null) {
            throw new FileNotFoundException(NLS.bind(Messages.noPage, href));
        }
        try (InputStream in = page.openStream()) {
            byte[] html = in.readNBytes(MOST_BYTES + 1);
            if (html.length > MOST_BYTES) {
                throw new IOException(NLS.bind(Messages.noPage, href));
            }
            return PageReader.read(new String(html, StandardCharsets.UTF_8));
        }
    }

    /** The first page of the first book; empty if no bundle brings a book. */
    static String contents() {
        IToc[] books = HelpSystem.getTocs();
        return books.length == 0 ? "" : books[0].getTopic(null).getHref();
    }

    /** Where a link leads that stands on a page. */
    static String resolve(String page, String link) {
        return URI.create(page).resolve(link).toString();
    }
}
