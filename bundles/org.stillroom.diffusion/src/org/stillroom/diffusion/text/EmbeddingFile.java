// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.text;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.stillroom.diffusion.values.ClipEmbedding;
import org.stillroom.diffusion.values.TextEmbedding;
import org.stillroom.diffusion.weights.Assembly;
import org.stillroom.graph.io.AtomicFile;
import org.stillroom.graph.io.Digest;
import org.stillroom.nodes.contract.Identity;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.formats.TensorInfo;
import org.stillroom.torch.models.SafetensorsWriter;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;

/**
 * What a text encoder made of a prompt, in a safetensors file that tells whose it is and whether it is whole: the parts
 * of its identity and a digest of the tensors stand in its metadata. It is read as a whole and not mapped, as somebody
 * else may remove it from a folder that is shared.
 */
public final class EmbeddingFile {

    /** Ending of its name. */
    public static final String TYPE = "safetensors";

    private static final String DIGEST = "sha256";
    private static final String IDENTITY = "identity.";
    private static final String TEXT = "text.";
    /** Bytes that are digested in one go. */
    private static final long PART = 1L << 24;

    private EmbeddingFile() {}

    public static AtomicFile.Content content(Identity identity, TextEmbedding embedding) {
        return content(identity, NamedTensors.of(embedding));
    }

    public static AtomicFile.Content content(Identity identity, ClipEmbedding embedding) {
        return content(identity, NamedTensors.of(embedding));
    }

    /** @throws IOException if it is damaged, or not of this identity */
    public static TextEmbedding text(Path file, Identity identity) throws IOException {
        return read(file, identity).text();
    }

    /** @throws IOException if it is damaged, or not of this identity */
    public static ClipEmbedding clip(Path file, Identity identity) throws IOException {
        return read(file, identity).clip();
    }

    private static AtomicFile.Content content(Identity identity, NamedTensors embedding) {
        return channel -> {
            SortedMap<String, String> metadata = new TreeMap<>();
            identity.parts().forEach((name, value) -> metadata.put(IDENTITY + name, value));
            embedding.texts().forEach((name, value) -> metadata.put(TEXT + name, value));
            metadata.put(DIGEST, digest(embedding));
            SafetensorsWriter.content(embedding.tensors(), metadata).writeTo(channel);
        };
    }

    private static NamedTensors read(Path file, Identity identity) throws IOException {
        try (Assembly made = new Assembly()) {
            Checkpoint checkpoint = Checkpoint.open(file);
            if (!texts(checkpoint, IDENTITY).equals(identity.parts())) {
                throw new IOException("it is of something else");
            }
            Map<String, Tensor> tensors = new TreeMap<>();
            for (String name : checkpoint.names()) {
                tensors.put(name, made.add(tensor(checkpoint, name)));
            }
            NamedTensors embedding = new NamedTensors(tensors, texts(checkpoint, TEXT));
            if (!digest(embedding).equals(checkpoint.metadata().get(DIGEST))) {
                throw new IOException("it is damaged");
            }
            return made.finished(embedding);
        } catch (CheckpointException | ArithmeticException e) {
            throw new IOException("it is damaged: " + e.getMessage(), e);
        }
    }

    private static SortedMap<String, String> texts(Checkpoint checkpoint, String prefix) {
        SortedMap<String, String> texts = new TreeMap<>();
        checkpoint.metadata().forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                texts.put(name.substring(prefix.length()), value);
            }
        });
        return texts;
    }

    private static Tensor tensor(Checkpoint checkpoint, String name) throws IOException, CheckpointException {
        TensorInfo info = checkpoint.info(name);
        if (info.dtype() != DType.F32) {
            throw new IOException("it is damaged");
        }
        ByteBuffer bytes = ByteBuffer.wrap(checkpoint.bytes(name, 0, Math.toIntExact(info.bytes())));
        Tensor tensor = Tensor.empty(DType.F32, Device.CPU, info.shape().stream().mapToLong(Long::longValue).toArray());
        tensor.access(0, tensor.count(), PART, (part, from) -> {
            int at = (int) from * Float.BYTES;
            part.put(bytes.slice(at, part.remaining()));
        });
        return tensor;
    }

    private static String digest(NamedTensors embedding) {
        MessageDigest digest = Digest.sha256();
        digest.update(new TreeMap<>(embedding.texts()).toString().getBytes(StandardCharsets.UTF_8));
        new TreeMap<>(embedding.tensors()).forEach((name, tensor) -> {
            digest.update((name + Arrays.toString(tensor.shape())).getBytes(StandardCharsets.UTF_8));
            try (Tensor whole = tensor.copy()) {
                whole.access(0, whole.count(), PART, (part, from) -> digest.update(part));
            }
        });
        return HexFormat.of().formatHex(digest.digest());
    }
}
