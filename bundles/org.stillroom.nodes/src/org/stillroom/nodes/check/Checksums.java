// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.check;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.stillroom.graph.io.Digest;
import org.stillroom.graph.work.Progress;

/**
 * SHA-256 of the files of a model, so that a picture says exactly what made it. A checkpoint of many gigabytes is read
 * once; the sum is kept on disk until the file changes (path, size, time or file key).
 */
public final class Checksums implements AutoCloseable {

    private static final Set<String> ENDINGS = Set.of("json", "safetensors", "sft", "gguf", "txt", "model");
    private static final int BUFFER = 1 << 20;

    private final ChecksumCache cache;

    /** @param cacheFile a JSON file of this class's; its folder is made when needed */
    public Checksums(Path cacheFile) {
        this.cache = new ChecksumCache(cacheFile);
    }

    /** With the user's own cache: {@code stillroom/checksums.json} in {@code $XDG_CACHE_HOME} or {@code ~/.cache}. */
    public static Checksums ofUser() {
        String configured = System.getenv("XDG_CACHE_HOME");
        Path caches = configured == null || configured.isBlank() || !Path.of(configured).isAbsolute()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(configured);
        return new Checksums(caches.resolve("stillroom").resolve("checksums.json"));
    }

    /**
     * Sums of a model.
     *
     * @param model a file, or a folder whose own .json, .safetensors, .sft, .gguf, .txt and .model files count; of a
     *        pipeline (a folder with model_index.json) also those of its parts
     * @param progress asked at every megabyte that is read
     * @return SHA-256 in lower-case hex by path inside the model, with forward slashes; by file name for a file
     * @throws IOException if a file cannot be read; that the cache cannot be written is no error
     */
    public SortedMap<String, String> of(Path model, Progress progress) throws IOException {
        SortedMap<String, String> sums = new TreeMap<>();
        for (Path file : files(model)) {
            sums.put(inside(model, file), sum(file, progress));
        }
        return Collections.unmodifiableSortedMap(sums);
    }

    /**
     * How large the files are that have sums. Reads none of them.
     *
     * @param model as for {@link #of}
     * @throws IOException if one cannot be looked at
     */
    public static long bytes(Path model) throws IOException {
        long bytes = 0;
        for (Path file : files(model)) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    private static String inside(Path model, Path file) {
        Path inside = file.equals(model) ? file.getFileName() : model.relativize(file);
        return inside.toString().replace('\\', '/');
    }

    private static List<Path> files(Path model) throws IOException {
        if (!Files.isDirectory(model)) {
            return List.of(model);
        }
        int depth = Files.exists(model.resolve("model_index.json")) ? 2 : 1;
        try (Stream<Path> entries = Files.walk(model, depth)) {
            return entries.filter(Files::isRegularFile).filter(Checksums::belongs).sorted().toList();
        }
    }

    private static boolean belongs(Path file) {
        String name = file.getFileName().toString();
        return !name.startsWith(".") && ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1));
    }

    private String sum(Path file, Progress progress) throws IOException {
        Path real = file.toRealPath();
        String before = state(real);
        String known = cache.get(real, before);
        if (known != null) {
            return known;
        }
        String sum = read(real, progress);
        // A file that changed while it was read must be read again next time.
        if (before.equals(state(real))) {
            cache.put(real, before, sum);
        }
        return sum;
    }

    /** The state of a file, empty if there is none. */
    static String stateOrNone(Path file) {
        try {
            return state(file);
        } catch (IOException e) {
            return "";
        }
    }

    private static String state(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return attributes.size() + " " + attributes.lastModifiedTime().toInstant() + " " + attributes.fileKey();
    }

    private static String read(Path file, Progress progress) throws IOException {
        MessageDigest digest = Digest.sha256();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                progress.checkCancelled();
                digest.update(buffer, 0, count);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Nothing to release; lets a run's shared things hold it. */
    @Override
    public void close() {}
}
