// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.formats;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * The tensors of a safetensors or GGUF file, or of a folder with one or with shards. Opening reads the headers only; a
 * file of any size costs memory for its tensor names alone. Nothing stays open.
 */
public final class Checkpoint {

    private static final int LISTED = 4;

    private final Path path;
    private final TreeMap<String, TensorInfo> tensors;
    private final Map<String, String> metadata;
    private final SortedMap<String, String> unread = new TreeMap<>();
    private final List<FileState> files;
    private final long trailing;

    Checkpoint(Path path, SortedMap<String, TensorInfo> tensors, List<FileHeader> headers) {
        this.path = path;
        this.tensors = new TreeMap<>(tensors);
        Map<String, String> texts = new HashMap<>();
        headers.forEach(header -> texts.putAll(header.metadata()));
        headers.forEach(header -> unread.putAll(header.unread()));
        this.metadata = Map.copyOf(texts);
        this.files = headers.stream().map(FileHeader::state).toList();
        this.trailing = headers.stream().mapToLong(FileHeader::trailing).sum();
    }

    /**
     * Opens a file; or a folder with {@code model.safetensors}, {@code diffusion_pytorch_model.safetensors}, an index
     * of shards ({@code *.safetensors.index.json}), or exactly one {@code .safetensors} or {@code .gguf} file. Variants
     * such as {@code model.fp16.safetensors} or {@code model.safetensors.index.fp16.json} are used only if there is
     * nothing else, and only one variant.
     *
     * @throws MissingFileException if there is no such file, no weights in the folder, or a shard is missing
     * @throws CheckpointException if it is not sound
     */
    public static Checkpoint open(Path fileOrFolder) throws CheckpointException {
        return CheckpointFiles.open(fileOrFolder);
    }

    /** What was opened. */
    public Path path() {
        return path;
    }

    /** Names of all tensors whose types are known. */
    public SortedSet<String> names() {
        return Collections.unmodifiableSortedSet(tensors.navigableKeySet());
    }

    /** Whether there is a tensor of this name. */
    public boolean has(String name) {
        return tensors.containsKey(name);
    }

    /**
     * What the header says about a tensor.
     *
     * @throws CheckpointException if there is no tensor of this name, or its type is not known
     */
    public TensorInfo info(String name) throws CheckpointException {
        TensorInfo info = tensors.get(name);
        if (info == null) {
            throw new CheckpointException(unread.containsKey(name)
                    ? path + " stores " + name + " " + ofUnknownType(name) + "; choose the model in another format."
                    : "The tensor " + name + " is missing in " + path + ".");
        }
        return info;
    }

    private String ofUnknownType(String name) {
        return "in the element type \"" + unread.get(name) + "\", which this program does not know";
    }

    /** Types that are not known, by the names of the tensors that have them; nothing else is known of these. */
    public SortedMap<String, String> unread() {
        return Collections.unmodifiableSortedMap(unread);
    }

    /** Bytes of the files, behind their last tensors, that belong to nothing. */
    public long trailing() {
        return trailing;
    }

    /**
     * Some bytes of a tensor: a text, or a few numbers that tell how others are meant.
     *
     * @param from offset of the first from the tensor's beginning
     * @param count how many; the caller sees to it that there is room for them
     * @throws CheckpointException if there is no such tensor, it has not so many, or the file cannot be read
     */
    public byte[] bytes(String name, long from, int count) throws CheckpointException {
        TensorInfo info = info(name);
        if (from < 0 || count < 0 || from + count > info.bytes()) {
            throw new CheckpointException("The tensor " + name + " in " + path + " has " + info.bytes()
                    + " bytes, expected at least " + (from + count) + "; fetch the file again.");
        }
        ByteBuffer bytes = ByteBuffer.allocate(count);
        try (FileChannel channel = FileChannel.open(info.file(), StandardOpenOption.READ)) {
            long position = info.begin() + from;
            while (bytes.hasRemaining()) {
                int read = channel.read(bytes, position + bytes.position());
                if (read < 0) {
                    throw new IOException("it became shorter while tensor " + name + " was read");
                }
            }
        } catch (IOException e) {
            throw Reasons.cannotRead(info.file(), e);
        }
        return bytes.array();
    }

    /** Bytes of all tensors, as stored. */
    public long bytes() {
        return tensors.values().stream().mapToLong(TensorInfo::bytes).sum();
    }

    /** The texts stored beside the tensors, of all shards. */
    public Map<String, String> metadata() {
        return metadata;
    }

    /** The files that hold the tensors, with the size and time they had when they were opened. */
    public List<FileState> files() {
        return files;
    }

    /**
     * Checks that every expected tensor is there with its shape, and that no layer follows the last one that is
     * expected; other further tensors do not matter.
     *
     * @throws CheckpointException naming the first tensors that are missing, of another shape or of a further layer
     */
    public void require(Map<String, List<Long>> expectedShapes) throws CheckpointException {
        List<String> problems = new ArrayList<>();
        for (Map.Entry<String, List<Long>> expected : new TreeMap<>(expectedShapes).entrySet()) {
            TensorInfo info = tensors.get(expected.getKey());
            if (info == null) {
                problems.add(expected.getKey() + (unread.containsKey(expected.getKey())
                        ? " is stored " + ofUnknownType(expected.getKey())
                        : " is missing (expected shape " + expected.getValue() + ")"));
            } else if (!info.fits(expected.getValue())) {
                problems.add(expected.getKey() + " has shape " + info.shape()
                        + " (expected " + expected.getValue() + ")");
            }
        }
        if (problems.isEmpty()) {
            new FurtherLayers(expectedShapes.keySet()).first(tensors.keySet()).ifPresent(name -> problems.add("it has "
                    + name + ", of a layer after the last one expected; get config.json and weights from one place"));
        }
        if (!problems.isEmpty()) {
            int more = problems.size() - LISTED;
            throw new CheckpointException(path + " does not fit the model: "
                    + String.join("; ", problems.subList(0, Math.min(LISTED, problems.size())))
                    + (more > 0 ? "; and " + more + " more" : "") + ".");
        }
    }
}
