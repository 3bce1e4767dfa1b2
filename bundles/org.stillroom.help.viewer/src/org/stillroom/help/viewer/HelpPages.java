// SPDX-License-Identifier: EPL-2.0
package org.stillroom.help.viewer;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.core.runtime.Platform;
import org.eclipse.help.HelpSystem;
import org.eclipse.help.IToc;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWTException;
import org.eclipse.swt.graphics.ImageData;
import org.osgi.framework.Bundle;

/** Finds help pages, which are {@code /plug-in/path/of/page.html}, with or without a fragment. */
final class HelpPages {

    private static final int MOST_BYTES = 4 << 20;

    private HelpPages() {}

    /** @throws IOException where there is no such page, or it is far larger than a page is */
    static Page read(String href) throws IOException {
        return PageReader.read(new String(bytes(href), StandardCharsets.UTF_8));
    }

    /** A picture of a page; empty where there is none, or it cannot be read. */
    static Optional<ImageData> picture(String href) {
        try {
            return Optional.of(new ImageData(new ByteArrayInputStream(bytes(href))));
        } catch (IOException | SWTException e) {
            return Optional.empty();
        }
    }

    private static byte[] bytes(String href) throws IOException {
        String[] parts = href.replaceFirst("^/", "").split("#", 2)[0].split("/", 2);
        Bundle bundle = parts.length == 2 ? Platform.getBundle(parts[0]) : null;
        URL entry = bundle == null ? null : bundle.getEntry(parts[1]);
        if (entry == null) {
            throw new FileNotFoundException(NLS.bind(Messages.noPage, href));
        }
        try (InputStream in = entry.openStream()) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IOException(NLS.bind(Messages.noPage, href));
            }
            return bytes;
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
