// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.image.container;

import java.io.EOFException;
import java.io.IOException;

/**
 * A picture in its file, before it is decoded. A decoder sees only the pieces that its pixels are made of: no colour
 * profiles, no texts and no thumbnails, which could be of any size and would change the colours with some decoders.
 *
 * @param width of the picture as it is stored; a frame may be smaller
 * @param height likewise
 * @param left of the frame that is decoded, 0 where that is the picture
 * @param top likewise
 * @param parts what the decoder reads
 * @param inks of a JPEG file
 */
public record PictureSource(PictureKind kind, int width, int height, int left, int top, Orientation orientation,
        Parts parts, Inks inks) {

    /** What a picture for print is stored as: inks, or brightness and colour and black (YCCK). */
    public enum Inks {
        NONE, CMYK, YCCK
    }

    static PictureSource of(PictureKind kind, int width, int height, Orientation orientation, Parts parts) {
        return new PictureSource(kind, width, height, 0, 0, orientation, parts, Inks.NONE);
    }

    /** @throws PictureException if it is not the file of a picture, or not all of one */
    public static PictureSource read(PictureInput in) throws IOException {
        in.seek(0);
        PictureKind kind = PictureKind.of(in.bytes((int) Math.min(PictureKind.BEGINNING, in.size())));
        try {
            return switch (kind) {
                case PNG -> PngContainer.read(in);
                case JPEG -> JpegContainer.read(in);
                case WEBP -> WebpContainer.read(in);
                case GIF -> GifContainer.read(in);
                case BMP -> BmpContainer.read(in);
            };
        } catch (EOFException e) {
            throw PictureException.cut();
        }
    }

    /**
     * What costs more to know than the size does, just before it is decoded.
     *
     * @param in the parts
     * @throws PictureException if decoding would take too long for its size
     */
    public void check(PictureInput in) throws IOException {
        if (kind == PictureKind.JPEG) {
            JpegContainer.checkScans(in);
        }
    }

    /** Width of the picture as it is to be seen. */
    public int uprightWidth() {
        return orientation.sides() ? height : width;
    }

    /** Height likewise. */
    public int uprightHeight() {
        return orientation.sides() ? width : height;
    }
}
