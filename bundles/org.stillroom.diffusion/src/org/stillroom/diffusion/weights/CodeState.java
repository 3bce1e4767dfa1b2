// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.weights;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.Slice;
import org.stillroom.torch.models.WeightLoader;
import org.stillroom.torch.runtime.Tensor;

/**
 * What bitsandbytes says of a matrix of four-bit codes.
 *
 * @param shape of the numbers
 * @param block numbers that have one scale
 * @param nested scales that have one scale themselves; 0 if scales are float32
 * @param offset added to scales that are quantised
 */
record CodeState(String weight, List<Long> shape, int block, int nested, float offset) {

    private static final int LARGEST_BLOCK = 1 << 16;
    private static final String KIND = ".bnb4";

    /** @throws CheckpointException if it does not fit what is stored */
    static CodeState of(StoredLayer layer, JsonNode said) throws CheckpointException {
        List<Long> shape = new ArrayList<>();
        for (JsonNode size : said.path("shape")) {
            shape.add(size.asLong());
        }
        boolean nested = layer.checkpoint().has(layer.weight() + ".nested_absmax");
        CodeState state = new CodeState(layer.weight(), shape, said.path("blocksize").asInt(),
                nested ? said.path("nested_blocksize").asInt() : 0, (float) said.path("nested_offset").asDouble());
        state.check(layer, nested);
        return state;
    }

    private void check(StoredLayer layer, boolean quantised) throws CheckpointException {
        boolean sane = shape.size() == 2 && shape.stream().allMatch(size -> size > 0 && size <= ConfigFile.LARGEST)
                && isBlock(block) && (!quantised || isBlock(nested));
        if (!sane) {
            throw layer.problem("bitsandbytes says shape " + shape + " and blocksize " + block
                    + ", expected two sizes, and an even number");
        }
        long count = shape.get(0) * shape.get(1);
        if (shape.get(1) % 2 != 0 || count / 2 != layer.info().bytes()) {
            throw layer.problem("it has " + layer.info().bytes() + " bytes for numbers of shape " + shape
                    + ", expected rows of an even size, and half a byte for each");
        }
        long blocks = parts(count, block);
        expect(layer, ".absmax", blocks);
        if (quantised) {
            expect(layer, ".nested_absmax", parts(blocks, nested));
            expect(layer, ".nested_quant_map", 256);
        }
        if (quantised != (layer.checkpoint().info(weight + ".absmax").dtype() == DType.U8)) {
            throw layer.problem("tensor " + weight + ".absmax is " + layer.checkpoint().info(weight + ".absmax").dtype()
                    + ", which does not go with " + (quantised ? "nested scales" : "scales that are not nested"));
        }
    }

    private static boolean isBlock(int size) {
        return size > 0 && size <= LARGEST_BLOCK && size % 2 == 0;
    }

    private static long parts(long count, int of) {
        return (count + of - 1) / of;
    }

    private void expect(StoredLayer layer, String end, long count) throws CheckpointException {
        long found = layer.checkpoint().info(weight + end).count();
        if (found != count) {
            throw layer.problem("tensor " + weight + end + " has " + found + " numbers, expected " + count);
        }
    }

    /** First and last block of scales that rows need, of nested ones as well. */
    private long[] blocks(Wanted wanted) {
        List<Slice> rows = wanted.rowsOf(weight);
        long first = rows.stream().mapToLong(Slice::fromRow).min().orElseThrow() * shape.get(1) / block;
        long end = parts(rows.stream().mapToLong(Slice::toRow).max().orElseThrow() * shape.get(1), block);
        return new long[] {nested == 0 ? first : first / nested * nested, end};
    }

    /** Bytes of what is {@link #read}. */
    long bytes(Wanted wanted) {
        long[] blocks = blocks(wanted);
        long scales = blocks[1] - blocks[0];
        long ofScales = nested == 0 ? 0 : parts(scales, nested);
        return wanted.count() / 2 + wanted.rows() * Long.BYTES + 16 * Float.BYTES
                + (nested == 0 ? scales * Float.BYTES : scales + (256 + ofScales + 1) * Float.BYTES);
    }

    /** Codes [rows, half a row's numbers], and what bnb.py needs beside them. */
    Map<String, Tensor> read(Wanted wanted, WeightLoader loader) throws CheckpointException {
        long[] blocks = blocks(wanted);
        try (Assembly made = new Assembly()) {
            Map<String, Tensor> parts = new HashMap<>();
            parts.put(KIND, made.add(codes(wanted, loader)));
            parts.put(KIND + ".1", made.add(starts(wanted, blocks[0] * block, loader)));
            parts.put(KIND + ".2", made.add(row(loader, ".quant_map", 0, 16)));
            parts.put(KIND + ".3", made.add(nested == 0 ? row(loader, ".absmax", blocks[0], blocks[1])
                    : loader.bytes(weight + ".absmax", blocks[0], 1, blocks[1] - blocks[0])));
            parts.put(KIND + ".4", made.add(Tensor.empty(DType.U8, loader.device(), 1, 0, block, nested)));
            if (nested > 0) {
                long first = blocks[0] / nested;
                parts.put(KIND + ".5", made.add(row(loader, ".nested_quant_map", 0, 256)));
                parts.put(KIND + ".6", made.add(row(loader, ".nested_absmax", first, parts(blocks[1], nested))));
                try (Tensor number = Tensor.of(new float[] {offset}, 1, 1)) {
                    parts.put(KIND + ".7", made.add(number.to(loader.device(), DType.F32)));
                }
            }
            return made.finished(parts);
        }
    }

    private Tensor codes(Wanted wanted, WeightLoader loader) throws CheckpointException {
        long row = shape.get(1) / 2;
        List<Slice> slices = wanted.rowsOf(weight);
        if (slices.size() == 1) {
            return loader.bytes(weight, slices.get(0).fromRow() * row, wanted.rows(), row);
        }
        try (Assembly made = new Assembly()) {
            List<Tensor> parts = new ArrayList<>();
            for (Slice slice : slices) {
                parts.add(made.add(loader.bytes(weight, slice.fromRow() * row, slice.toRow() - slice.fromRow(), row)));
            }
            return Tensor.cat(0, parts);
        }
    }

    /** Which number of all each row begins with, counted from the first that has a scale here. */
    private Tensor starts(Wanted wanted, long from, WeightLoader loader) {
        long[] starts = wanted.rowsOf(weight).stream()
                .flatMapToLong(slice -> LongStream.range(slice.fromRow(), slice.toRow()))
                .map(row -> row * shape.get(1) - from).toArray();
        try (Tensor here = Tensor.of(starts, starts.length, 1)) {
            return here.to(loader.device(), DType.I64);
        }
    }

    private Tensor row(WeightLoader loader, String end, long from, long to) throws CheckpointException {
        try (Tensor numbers = loader.read(List.of(Slice.rows(weight + end, from, to)), DType.F32)) {
            return numbers.reshape(1, to - from);
        }
    }
}
