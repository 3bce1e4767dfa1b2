// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.vae;

import org.stillroom.torch.formats.DType;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Program;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.Weights;

/**
 * A block of an AutoencoderKL's decoder in tiles: what its resnets have in between is never there for the whole
 * picture. Group norms are those of the whole picture, as without tiles; for them, the first half of each resnet is
 * computed twice. In tiles with norms of their own, as ComfyUI and diffusers decode, brightness changes from tile to
 * tile.
 *
 * @param weights of the block
 * @param tiles how large they are
 */
record TiledBlock(Weights weights, int groups, Bands tiles, Steps steps) {

    static final Program.Library LIBRARY = new Program.Library("tiles", TiledBlock.class, "tiles.py");
    private static final int KERNEL = 9;
    /** Rows that the convolutions of a resnet see at each side. */
    private static final int SEEN = 2;
    /** Tiles have a multiple of so many rows, as have the pictures of the blocks that are computed in tiles. */
    private static final int UNIT = 4;

    /** Gives rows of what a resnet reads. */
    private interface Rows {
        Tensor of(long top, long bottom);
    }

    private static Program program() {
        return Program.load(LIBRARY);
    }

    /**
     * The block behind the doubling of what comes in.
     *
     * @param x [1, channels, height, width], taken over
     * @param doubling weights of the convolution behind the doubling, and its prefix
     * @param prefix of the block's resnets, with their number left out
     * @return [1, channels, 2 * height, 2 * width]
     */
    Tensor doubled(Tensor x, Weights doubling, String doublingPrefix, String prefix, int resnets) {
        long height = 2 * x.size(2);
        long width = 2 * x.size(3);
        Tensor made;
        try (x) {
            Rows rows = (top, bottom) -> program().call("up", x, doubling, doublingPrefix, Math.max(0, top),
                    Math.min(height, bottom));
            made = first(x, rows, prefix + "0.", height, width);
        }
        try {
            for (int i = 1; i < resnets; i++) {
                further(made, prefix + i + ".");
            }
            return made;
        } catch (RuntimeException | Error e) {
            made.close();
            throw e;
        }
    }

    /** The first resnet, which reads what is not there as a whole. */
    private Tensor first(Tensor like, Rows rows, String prefix, long height, long width) {
        steps.next();
        long channels = like.size(1);
        long out = channels(prefix);
        try (Tensor norm1 = norm(prefix + "norm1.", channels, height, width, channels * channels,
                    (top, bottom, sums) -> {
                        try (Tensor tile = rows.of(top, bottom)) {
                            sums.add(tile, 0, bottom - top);
                        }
                    });
                Tensor norm2 = second(rows, norm1, prefix, height, width, channels, channels * channels)) {
            Tensor made = program().call("room", like, weights, prefix + "conv1.", height, width);
            try {
                long work = KERNEL * (channels * channels + channels * out + out * out);
                each(height, work * width, channels * width, (top, bottom) -> {
                    try (Tensor tile = rows.of(top - SEEN, bottom + SEEN);
                            Tensor rowsMade = resnet(tile, norm1, norm2, prefix, top, bottom, height)) {
                        program().call("put", made, rowsMade, top).close();
                    }
                });
                return made;
            } catch (RuntimeException | Error e) {
                made.close();
                throw e;
            }
        }
    }

    /** A resnet that gives as many channels as it reads, in the place of what it reads. */
    private void further(Tensor x, String prefix) {
        steps.next();
        long height = x.size(2);
        long width = x.size(3);
        long channels = x.size(1);
        Rows rows = (top, bottom) -> program().call("rows", x, Math.max(0, top), Math.min(height, bottom));
        try (Tensor norm1 = norm(prefix + "norm1.", channels, height, width, 1, (top, bottom, sums) ->
                    sums.add(x, top, bottom));
                Tensor norm2 = second(rows, norm1, prefix, height, width, channels, 0);
                Above above = new Above()) {
            each(height, KERNEL * 2 * channels * channels * width, channels * width, (top, bottom) -> {
                try (Tensor tile = above.under(x, top, Math.min(height, bottom + SEEN));
                        Tensor made = resnet(tile, norm1, norm2, prefix, top, bottom, height)) {
                    above.keep(program().call("copied", x, Math.max(0, bottom - SEEN), bottom));
                    program().call("put", x, made, top).close();
                }
            });
        }
    }

    /** The rows above a tile as they were before they were replaced. */
    private static final class Above implements AutoCloseable {

        private Tensor rows;

        /** With the rows of a picture behind them. */
        Tensor under(Tensor x, long top, long bottom) {
            return rows == null ? program().call("rows", x, top, bottom)
                    : program().call("under", rows, x, top, bottom);
        }

        void keep(Tensor next) {
            close();
            rows = next;
        }

        @Override
        public void close() {
            if (rows != null) {
                rows.close();
            }
        }
    }

    /** @param work multiplications for a row, and {@code elements} that it has */
    private void each(long height, long work, long elements, Bands.Part part) {
        tiles.each(steps, height / UNIT, UNIT * work, UNIT * elements,
                (from, to) -> part.run(UNIT * from, UNIT * to));
    }

    private Tensor resnet(Tensor tile, Tensor norm1, Tensor norm2, String prefix, long top, long bottom, long height) {
        return program().call("resnet", tile, norm1, norm2, weights, prefix, top == 0, bottom == height);
    }

    /** The norm in the middle of a resnet. */
    private Tensor second(Rows rows, Tensor norm1, String prefix, long height, long width, long channels,
            long rowsWork) {
        long out = channels(prefix);
        return norm(prefix + "norm2.", out, height, width, channels * out + rowsWork, (top, bottom, sums) -> {
            try (Tensor tile = rows.of(top - 1, bottom + 1);
                    Tensor half = program().call("half", tile, norm1, weights, prefix + "conv1.", top == 0,
                            bottom == height)) {
                sums.add(half, 0, bottom - top);
            }
        });
    }

    private long channels(String prefix) {
        try (Tensor bias = weights.get(prefix + "conv1.bias")) {
            return bias.size(0);
        }
    }

    /** Adds up what a group norm needs to know. */
    private final class Sums implements AutoCloseable {

        private Tensor sums = Tensor.zeros(DType.F64, Device.CPU, 2, groups);

        void add(Tensor x, long top, long bottom) {
            Tensor more = program().call("sums", sums, x, top, bottom);
            sums.close();
            sums = more;
        }

        @Override
        public void close() {
            sums.close();
        }
    }

    private interface Adding {
        void tile(long top, long bottom, Sums sums);
    }

    private Tensor norm(String prefix, long channels, long height, long width, long work, Adding adding) {
        try (Sums sums = new Sums()) {
            each(height, KERNEL * work * width, channels * width,
                    (top, bottom) -> adding.tile(top, bottom, sums));
            return program().call("norm", sums.sums, channels / groups * height * width, weights, prefix);
        }
    }
}
