// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.export;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Map;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;

/** Gathers the elements of an SVG file. Each image is written once, however often it is drawn. */
final class SvgWriter {

    private final StringBuilder defs = new StringBuilder();
    private final StringBuilder body = new StringBuilder();
    private final Map<Image, String> images = new IdentityHashMap<>();
    private int ids;
    private String group = "";

    /** Everything that follows is drawn in this group; see {@link SvgState#group}. */
    void group(String opening) {
        if (!opening.equals(group)) {
            closeGroup();
            body.append(opening).append('\n');
            group = opening;
        }
    }

    private void closeGroup() {
        for (int at = group.indexOf("<g"); at >= 0; at = group.indexOf("<g", at + 1)) {
            body.append("</g>");
        }
        if (!group.isEmpty()) {
            body.append('\n');
        }
        group = "";
    }

    void element(String element) {
        body.append(element).append('\n');
    }

    /** @return the id by which the definition is referred to */
    String define(String name, String attributes, String content) {
        String id = name + ++ids;
        defs.append('<').append(name).append(" id=\"").append(id).append('"').append(attributes).append('>')
                .append(content).append("</").append(name).append(">\n");
        return id;
    }

    /** @return the id of an element that shows the image, one pixel a unit */
    String define(Image image) {
        return images.computeIfAbsent(image, key -> {
            ImageData data = key.getImageData(100);
            return define("image", " width=\"" + data.width + "\" height=\"" + data.height
                    + "\" xlink:href=\"data:image/png;base64," + base64(data) + '"', "");
        });
    }

    private static String base64(ImageData data) {
        ImageLoader loader = new ImageLoader();
        loader.data = new ImageData[] {data};
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        loader.save(bytes, SWT.IMAGE_PNG);
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    /** The whole file. */
    String document(int x, int y, int width, int height, String title, String background) {
        closeGroup();
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" version="1.1" \
                width="%3$d" height="%4$d" viewBox="%1$d %2$d %3$d %4$d">
                <title>%5$s</title>
                <defs>
                %6$s</defs>
                <rect x="%1$d" y="%2$d" width="%3$d" height="%4$d" fill="%7$s"/>
                %8$s</svg>
                """.formatted(x, y, width, height, escape(title), defs, background, body);
    }

    /** Text for XML; characters that XML cannot hold become the replacement character. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(isXml(c) ? c : 0xFFFD);
            }
        });
        return escaped.toString();
    }

    private static boolean isXml(int c) {
        return c >= 0x20 && c < 0xD800 || c >= 0xE000 && c < 0xFFFE || c >= 0x10000 || c == '\t' || c == '\n';
    }

    /** At most two decimals, and none where it is whole. */
    static String number(double value) {
        if (value == Math.rint(value)) {
            return Long.toString((long) value);
        }
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.replaceAll("\\.?0+$", "");
    }
}
