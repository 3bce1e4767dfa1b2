// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.image.container;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.stillroom.diffusion.image.container.PictureSource.Inks;

/** A JPEG file: segments, and scans from the first start of one to the end. */
final class JpegContainer {

    private static final int APP0 = 0xe0;
    private static final int APP1 = 0xe1;
    private static final int ADOBE = 0xee;
    private static final int COMMENT = 0xfe;
    private static final int END = 0xd9;
    private static final int SCAN = 0xda;
    /**
     * Of a picture that becomes clearer as it is read: programs write about ten. Each takes the time of the whole
     * picture, but may be of a few bytes.
     */
    private static final int MOST_SCANS = 64;
    private static final String EXIF = "Exif\0\0";
    /**
     * Says that colours are stored as brightness and colour. Without it, Java takes three colours of the same
     * resolution for red, green and blue.
     */
    private static final byte[] JFIF = {(byte) 0xff, (byte) 0xe0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0,
        0};

    private final PictureInput in;
    private final Parts kept = new Parts();
    private Orientation orientation = Orientation.UPRIGHT;
    private int width;
    private int height;
    private boolean marked;
    private int colours;
    private boolean light;
    private boolean namedRgb;

    private JpegContainer(PictureInput in) {
        this.in = in;
    }

    static PictureSource read(PictureInput in) throws IOException {
        return new JpegContainer(in).read();
    }

    /** @throws PictureException if a file has more scans than any program makes */
    static void checkScans(PictureInput in) throws IOException {
        in.seek(0);
        int scans = 0;
        int last = 0;
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (last == 0xff && next == SCAN && ++scans > MOST_SCANS) {
                throw new PictureException("has more than " + MOST_SCANS + " scans, which would take too long; open it"
                        + " in an image editor and save it again.");
            }
            last = next;
        }
        in.seek(0);
    }

    private PictureSource read() throws IOException {
        in.seek(2);
        int marker = marker();
        while (marker != SCAN) {
            if (marker == END) {
                throw new PictureException("has no picture in it; open it in an image editor and save it again.");
            }
            // Restarts and the like have no content.
            if (marker != 1 && (marker < 0xd0 || marker > 0xd8)) {
                segment(marker);
            }
            marker = marker();
        }
        long scan = in.getStreamPosition() - 2;
        kept.range(scan, in.size() - scan);
        Parts parts = new Parts().range(0, 2);
        if (!marked && colours == 3 && !namedRgb) {
            parts.bytes(JFIF);
        }
        kept.list().forEach(part -> parts.range(part.offset(), part.length()));
        Inks inks = colours != 4 ? Inks.NONE : light ? Inks.YCCK : Inks.CMYK;
        return new PictureSource(PictureKind.JPEG, width, height, 0, 0, orientation, parts, inks);
    }

    /** The next marker; what lies before it is passed over, as other decoders do. */
    private int marker() throws IOException {
        int value;
        do {
            while (in.readUnsignedByte() != 0xff) {
                // Search.
            }
            do {
                value = in.readUnsignedByte();
            } while (value == 0xff);
        } while (value == 0);
        return value;
    }

    private void segment(int marker) throws IOException {
        long start = in.getStreamPosition() - 2;
        int length = in.readUnsignedShort();
        if (length < 2) {
            throw new PictureException("is damaged: one of its segments says it has " + length + " bytes.");
        }
        byte[] content = in.bytes(length - 2);
        if (keep(marker, content)) {
            kept.range(start, 2L + length);
        }
    }

    private boolean keep(int marker, byte[] content) {
        if (marker == APP0) {
            boolean jfif = begins(content, "JFIF\0");
            marked |= jfif;
            return jfif;
        }
        if (marker == APP1 && begins(content, EXIF)) {
            orientation = Orientation.ofExif(Arrays.copyOfRange(content, EXIF.length(), content.length));
        }
        if (marker == ADOBE && begins(content, "Adobe") && content.length >= 12) {
            marked = true;
            light = content[11] == 2;
            return true;
        }
        if (frame(marker) && content.length >= 6) {
            height = (content[1] & 0xff) << 8 | content[2] & 0xff;
            width = (content[3] & 0xff) << 8 | content[4] & 0xff;
            colours = content[5];
            namedRgb = colours == 3 && content.length >= 15
                    && content[6] == 'R' && content[9] == 'G' && content[12] == 'B';
        }
        return marker < APP0 || marker > 0xef && marker != COMMENT;
    }

    /** Start of frame, of any process. */
    private static boolean frame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    private static boolean begins(byte[] content, String text) {
        return content.length >= text.length()
                && new String(content, 0, text.length(), StandardCharsets.ISO_8859_1).equals(text);
    }
}
