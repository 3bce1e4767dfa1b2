// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.image.container;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.List;
import javax.imageio.stream.ImageInputStreamImpl;
import org.stillroom.graph.work.Progress;

/** What a decoder reads: pieces of a file, one after the other, through a buffer. Asks whether to go on. */
public final class PictureInput extends ImageInputStreamImpl {

    private static final int BUFFER = 1 << 16;
    /**
     * How often a decoder may try to read what is not there. Some look ahead, and some take nothing for zeros: of those
     * they would make whatever the file promises.
     */
    private static final int TRIES_AT_END = 1000;

    private final FileChannel file;
    private final Progress progress;
    private final List<Parts.Part> parts;
    private final long[] starts;
    private final long length;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).limit(0);
    /** Where the buffer's first byte is. */
    private long buffered;
    private int triesAtEnd;

    /** @param file stays open when this is closed */
    public PictureInput(FileChannel file, Parts parts, Progress progress) {
        this.file = file;
        this.parts = List.copyOf(parts.list());
        this.progress = progress;
        starts = new long[this.parts.size()];
        long sum = 0;
        for (int i = 0; i < starts.length; i++) {
            starts[i] = sum;
            sum += this.parts.get(i).length();
        }
        length = sum;
    }

    /** The whole file. */
    public static PictureInput of(FileChannel file, Progress progress) throws IOException {
        return new PictureInput(file, new Parts().range(0, file.size()), progress);
    }

    @Override
    public int read() throws IOException {
        checkClosed();
        bitOffset = 0;
        if (!fill()) {
            return -1;
        }
        return buffer.get((int) (streamPos++ - buffered)) & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int count) throws IOException {
        checkClosed();
        bitOffset = 0;
        if (count == 0) {
            return 0;
        }
        int done = 0;
        // All that is asked for: the numbers that Java's base class reads must come in one piece.
        while (done < count && fill()) {
            int from = (int) (streamPos - buffered);
            int some = Math.min(count - done, buffer.limit() - from);
            buffer.get(from, to, offset + done, some);
            streamPos += some;
            done += some;
        }
        return done == 0 ? -1 : done;
    }

    /** Not told: decoders would judge by it how large a picture may be, and refuse large ones of one colour. */
    @Override
    public long length() {
        return -1;
    }

    /** How many bytes there are. */
    long size() {
        return length;
    }

    /** @throws PictureException if there are fewer */
    byte[] bytes(int count) throws IOException {
        if (count > length - getStreamPosition()) {
            throw PictureException.cut();
        }
        byte[] bytes = new byte[count];
        readFully(bytes);
        return bytes;
    }

    private boolean fill() throws IOException {
        if (streamPos >= buffered && streamPos < buffered + buffer.limit()) {
            return true;
        }
        if (streamPos >= length) {
            if (++triesAtEnd > TRIES_AT_END) {
                throw PictureException.cut();
            }
            return false;
        }
        progress.checkCancelled();
        int found = Arrays.binarySearch(starts, streamPos);
        int index = found >= 0 ? found : -found - 2;
        Parts.Part part = parts.get(index);
        long inside = streamPos - starts[index];
        int count = (int) Math.min(BUFFER, part.length() - inside);
        buffer.clear().limit(count);
        buffered = streamPos;
        if (part.bytes() != null) {
            buffer.put(part.bytes(), (int) inside, count);
            return true;
        }
        while (buffer.hasRemaining()) {
            if (file.read(buffer, part.offset() + inside + buffer.position()) < 0) {
                buffer.limit(0);
                throw new EOFException("the file has become shorter");
            }
        }
        return true;
    }
}
