// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.weights;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.formats.TensorInfo;
import org.stillroom.torch.models.Slice;
import org.stillroom.torch.models.WeightLoader;
import org.stillroom.torch.runtime.Program;
import org.stillroom.torch.runtime.Tensor;

/**
 * ComfyUI's nvfp4 and mxfp8: blocks along a row have scales of a byte each, which lie in tiles of 128 rows and 4
 * columns as NVIDIA's processors read them. Rows and columns are filled up, so the file does not tell how many there
 * are.
 */
record TiledForm(Checkpoint checkpoint, Kind kind) implements WeightForm {

    private static final String SCALE = ScaledForm.SCALE;
    private static final String WHOLE = ".weight_scale_2";

    enum Kind {
        /** Two numbers in a byte, the high half first; scales in float8, and one in float32 for all. */
        NVFP4(16, 2, DType.U8),
        /** float8, and exponents as scales. */
        MXFP8(32, 1, DType.F8_E4M3);

        /** Numbers in a block, and what rows and columns are filled up to. */
        private final int block;
        private final int inByte;
        private final DType stored;

        Kind(int block, int inByte, DType stored) {
            this.block = block;
            this.inByte = inByte;
            this.stored = stored;
        }

        private String id() {
            return this == NVFP4 ? "nvfp4" : "mxfp8";
        }

        private long filled(long size) {
            return (size + block - 1) / block * block;
        }
    }

    @Override
    public boolean recognises(String stored) throws CheckpointException {
        StoredLayer layer = new StoredLayer(checkpoint, stored);
        return layer.isOf(kind.stored) && layer.has(SCALE)
                && (kind == Kind.NVFP4 ? layer.has(WHOLE) : layer.info(SCALE).dtype() == DType.U8);
    }

    @Override
    public void require(String stored) throws CheckpointException {
        StoredLayer layer = new StoredLayer(checkpoint, stored);
        List<Long> shape = layer.info().shape();
        if (shape.size() != 2 || shape.get(0) % kind.block != 0 || shape.get(1) * kind.inByte % kind.block != 0) {
            throw layer.problem("it has the shape " + shape + ", which is not filled up to blocks of " + kind.block);
        }
        TensorInfo scales = layer.info(SCALE);
        long expected = tiles(shape.get(0), 128) * tiles(columns(shape), 4) * 512;
        if (scales.bytes() != expected || kind == Kind.NVFP4 && layer.info(WHOLE).count() != 1) {
            throw layer.problem("tensor " + scales.name() + " has " + scales.bytes() + " bytes, expected " + expected
                    + ", and for nvfp4 one further scale");
        }
    }

    private static long tiles(long size, int of) {
        return (size + of - 1) / of;
    }

    /** Of scales. */
    private long columns(List<Long> stored) {
        return stored.get(1) * kind.inByte / kind.block;
    }

    @Override
    public String label(String stored) {
        return kind.id();
    }

    @Override
    public long count(String stored) throws CheckpointException {
        return checkpoint.info(stored).count() * kind.inByte;
    }

    @Override
    public List<Long> shape(String stored) throws CheckpointException {
        return new FilledUp(new StoredLayer(checkpoint, stored), kind.inByte, kind.block).shape();
    }

    @Override
    public List<Long> storedShape(String stored, List<Long> shape) {
        return shape.size() != 2 ? shape
                : List.of(kind.filled(shape.get(0)), kind.filled(shape.get(1)) / kind.inByte);
    }

    @Override
    public long bytes(Wanted wanted) {
        long width = kind.filled(wanted.width());
        return wanted.rows() * (width / kind.inByte + width / kind.block) + (kind == Kind.NVFP4 ? Float.BYTES : 0);
    }

    @Override
    public Map<String, Tensor> read(Wanted wanted, WeightLoader loader, DType dtype) throws CheckpointException {
        StoredLayer layer = new StoredLayer(checkpoint, wanted.stored());
        String key = "." + kind.id();
        try (Assembly made = new Assembly()) {
            Map<String, Tensor> parts = new HashMap<>();
            parts.put(key, made.add(loader.read(wanted.rowsOf(wanted.stored()), kind.stored)));
            parts.put(key + ".1", made.add(scales(layer, wanted, loader)));
            parts.put(key + ".2", made.add(Tensor.empty(DType.U8, loader.device(), 1, 0, wanted.width())));
            if (kind == Kind.NVFP4) {
                try (Tensor whole = loader.read(List.of(Slice.whole(layer.name() + WHOLE)), DType.F32)) {
                    parts.put(key + ".3", made.add(whole.reshape(1, 1)));
                }
            }
            return made.finished(parts);
        }
    }

    private Tensor scales(StoredLayer layer, Wanted wanted, WeightLoader loader) throws CheckpointException {
        TensorInfo scales = layer.info(SCALE);
        try (Tensor tiled = loader.bytes(scales.name(), 0, scales.bytes());
                Tensor all = Program.load(ScaledForm.LIBRARY).call("untiled", tiled, columns(layer.info().shape()))) {
            return wanted.rowsOf(all);
        }
    }
}
