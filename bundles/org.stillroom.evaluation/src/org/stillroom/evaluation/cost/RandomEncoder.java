// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.cost;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.stillroom.graph.io.AtomicFile;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.contract.Quantity;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.SafetensorsWriter;

/**
 * Writes encoders with weights of chance, which take the same memory and time as trained ones. Numbers are drawn as
 * they are written, so that one of any size needs a few megabytes of memory.
 */
public final class RandomEncoder {

    private static final String CONFIG = "config.json";
    private static final String WEIGHTS = "model.safetensors";
    private static final int BUFFER = 8 << 20;
    /** What stays free on a disk. */
    private static final long SPARE = 1L << 30;

    private RandomEncoder() {}

    /** Bytes of its weights in a file. */
    public static long bytes(EncoderSize size, DType dtype) {
        return size.parameters() * dtype.size();
    }

    /**
     * Writes an encoder, unless a whole one is there already.
     *
     * @param folder of its own
     * @param dtype {@link DType#F32} or {@link DType#BF16}
     * @param progress told bytes, and may stop it
     * @throws IOException if there is no room for it, with how much it needs, or it cannot be written
     */
    public static void write(Path folder, EncoderSize size, DType dtype, Progress progress) throws IOException {
        Path weights = folder.resolve(WEIGHTS);
        if (Files.isRegularFile(weights) && Files.isRegularFile(folder.resolve(CONFIG))) {
            return;
        }
        Files.createDirectories(folder);
        // half of one, of a process that was killed, would take the room that this one needs
        AtomicFile.removeLeft(weights);
        long room = Files.getFileStore(folder).getUsableSpace();
        if (room - SPARE < bytes(size, dtype)) {
            throw new IOException("T5 " + size.label() + " takes " + Quantity.bytes(bytes(size, dtype)).text()
                    + ", and the disk of " + folder + " has " + Quantity.bytes(room).text()
                    + " left; make room, or name a folder on another disk");
        }
        long[] done = {0};
        Map<String, Drawn> tensors = new TreeMap<>();
        size.tensors().forEach((name, shape) -> tensors.put(name, new Drawn(name, shape, dtype, written -> {
            done[0] += written;
            progress.progress(done[0], bytes(size, dtype));
        })));
        AtomicFile.write(folder.resolve(CONFIG), config(size, dtype));
        AtomicFile.write(weights, SafetensorsWriter.contentOf(tensors, Map.of("format", "pt")));
    }

    /** Told how many bytes more are written. */
    private interface Told {
        void more(long bytes);
    }

    /**
     * Numbers of one order of magnitude and either sign, such that what goes through them keeps its own; a norm's are
     * 1.
     */
    private static final class Drawn implements SafetensorsWriter.Stored {

        private final String name;
        private final long[] shape;
        private final DType dtype;
        private final Told told;

        Drawn(String name, long[] shape, DType dtype, Told told) {
            this.name = name;
            this.shape = shape;
            this.dtype = dtype;
            this.told = told;
        }

        @Override
        public DType dtype() {
            return dtype;
        }

        @Override
        public long[] shape() {
            return shape;
        }

        @Override
        public void writeTo(WritableByteChannel channel) throws IOException {
            ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
            SplittableRandom random = new SplittableRandom(name.hashCode());
            boolean norm = shape.length == 1;
            long keep = norm ? 0 : dtype == DType.F32 ? 0x807FFFFF_807FFFFFL : 0x807F_807F_807F_807FL;
            long exponent = norm ? one(127) : one(127 + magnitude());
            for (long left = bytes(); left > 0;) {
                buffer.clear();
                while (buffer.position() < Math.min(left, BUFFER)) {
                    buffer.putLong((random.nextLong() & keep) | exponent);
                }
                buffer.flip().limit((int) Math.min(left, BUFFER));
                left -= buffer.limit();
                told.more(buffer.limit());
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
            }
        }

        /** Bits of 2 to the power of {@code exponent - 127}, as often as they go into a long. */
        private long one(int exponent) {
            long bits = dtype == DType.F32 ? (long) exponent << 23 : (long) exponent << 7;
            return dtype == DType.F32 ? bits | bits << 32 : bits | bits << 16 | bits << 32 | bits << 48;
        }

        /** The power of two at which the least of these numbers are. */
        private int magnitude() {
            // queries are not divided by the root of a head's width, as T5 has it in its weights
            double from = name.endsWith(".q.weight") ? (double) shape[1] * EncoderSize.D_KV : shape[1];
            return (int) Math.floor(-Math.log(1.5 * Math.sqrt(from)) / Math.log(2));
        }
    }

    private static byte[] config(EncoderSize size, DType dtype) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode json = mapper.createObjectNode();
        json.putArray("architectures").add(size.projected() ? "T5EncoderWithProjection" : "T5EncoderModel");
        json.put("d_ff", size.dFf()).put("d_kv", EncoderSize.D_KV).put("d_model", size.dModel());
        json.put("dense_act_fn", "gelu_new").put("feed_forward_proj", "gated-gelu").put("is_gated_act", true);
        json.put("layer_norm_epsilon", 1e-6).put("model_type", "t5");
        json.put("num_heads", size.heads()).put("num_layers", size.layers());
        json.put("relative_attention_max_distance", 128).put("relative_attention_num_buckets", EncoderSize.BUCKETS);
        json.put("torch_dtype", dtype == DType.F32 ? "float32" : "bfloat16").put("vocab_size", EncoderSize.VOCABULARY);
        if (size.projected()) {
            json.put("out_dim", EncoderSize.WIDTH).put("project_in_dim", size.dModel())
                    .put("project_out_dim", EncoderSize.WIDTH);
        }
        return (mapper.writeValueAsString(json) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
