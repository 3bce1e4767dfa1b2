// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.report;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.stillroom.diffusion.image.PictureFiles;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.contract.RgbImage;

/** Pictures as PNG files and as parts of a page. */
final class PngPictures {

    private PngPictures() {
    }

    static byte[] bytes(RgbImage picture) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(Contact.image(picture), "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** @throws IOException as a sentence, if the file is missing, cut off or damaged */
    static RgbImage read(Path file) throws IOException {
        return PictureFiles.rgb(file, Progress.NONE);
    }

    /** The picture for use in a page, made smaller if it is larger than {@code longest} pixels. */
    static String dataUri(RgbImage picture, int longest) {
        double scale = Math.min(1, (double) longest / Math.max(picture.width(), picture.height()));
        RgbImage shown = scale == 1 ? picture : smaller(picture, scale);
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes(shown));
    }

    private static RgbImage smaller(RgbImage picture, double scale) {
        int width = Math.max(1, (int) Math.round(picture.width() * scale));
        int height = Math.max(1, (int) Math.round(picture.height() * scale));
        BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = small.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        pen.drawImage(Contact.image(picture), 0, 0, width, height, null);
        pen.dispose();
        return Contact.rgb(small);
    }
}
