// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.theme;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.swt.graphics.Device;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageDataProvider;
import org.stillroom.nodes.contract.NodeType;

/**
 * The icons of node types, as pictures of the size they are shown in. SVGs are made anew for each size, and their
 * colours are made visible on the theme. A missing or broken icon is no error: its node is shown without.
 */
public final class Icons {

    private static final int[] SIZES = {16, 20, 24, 32, 40, 48, 64, 96, 128};
    private static final Pattern SIZE = Pattern.compile("\\b(width|height)=\"16(px)?\"");
    private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}\\b");

    private record Key(String type, int size, boolean dark) {}

    private final Device device;
    private final Function<NodeType, Optional<URL>> where;
    private final Map<Key, Optional<Image>> images = new HashMap<>();

    /** @param where finds the file of a type's icon */
    public Icons(Device device, Function<NodeType, Optional<URL>> where) {
        this.device = device;
        this.where = where;
    }

    /**
     * The icon of a type; empty where it has none or it is broken. On a denser screen it has more pixels.
     *
     * @param wanted width on a screen at 100 %, in pixels; the picture may be a little larger
     */
    public Optional<Image> image(NodeType type, double wanted, Theme theme) {
        int size = SIZES[SIZES.length - 1];
        for (int i = SIZES.length - 1; i >= 0 && SIZES[i] >= wanted; i--) {
            size = SIZES[i];
        }
        Key key = new Key(type.id(), size, theme.dark());
        Optional<Image> known = images.get(key);
        if (known == null) {
            known = load(type, size, theme);
            images.put(key, known);
        }
        return known;
    }

    public void dispose() {
        images.values().forEach(image -> image.ifPresent(Image::dispose));
        images.clear();
    }

    private Optional<Image> load(NodeType type, int size, Theme theme) {
        try {
            Optional<URL> file = type.icon().isEmpty() ? Optional.empty() : where.apply(type);
            if (file.isEmpty()) {
                return Optional.empty();
            }
            byte[] bytes = read(file.get());
            if (file.get().getPath().endsWith(".svg")) {
                String text = new String(bytes, StandardCharsets.UTF_8);
                return Optional.of(image(zoom -> data(svg(text, size * zoom / 100, theme)
                        .getBytes(StandardCharsets.UTF_8))));
            }
            ImageData data = data(bytes);
            return Optional.of(image(zoom -> zoom == 100 ? data : null));
        } catch (IOException | RuntimeException e) {
            // whatever is wrong with a contribution spoils its own node only
            return Optional.empty();
        }
    }

    /** Not from data at once, which SWT shrinks by mistake where the screen's scale is no whole number. */
    private Image image(ImageDataProvider provider) {
        return new Image(device, provider);
    }

    private static ImageData data(byte[] bytes) {
        return new ImageData(new ByteArrayInputStream(bytes));
    }

    /** The viewBox stays, so that the drawing grows with the size. */
    private static String svg(String text, int size, Theme theme) {
        int end = text.indexOf('>', Math.max(0, text.indexOf("<svg")));
        String head = SIZE.matcher(text.substring(0, end)).replaceAll("$1=\"" + size + "\"");
        return COLOR.matcher(head + text.substring(end))
                .replaceAll(match -> Matcher.quoteReplacement(theme.hex(theme.icon(match.group()))));
    }

    private static byte[] read(URL file) throws IOException {
        URLConnection connection = file.openConnection();
        connection.setUseCaches(false);
        try (InputStream in = connection.getInputStream()) {
            return in.readAllBytes();
        }
    }
}
