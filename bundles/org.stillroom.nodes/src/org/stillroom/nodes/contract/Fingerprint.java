// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.stillroom.graph.io.Digest;

/** Tells two states of a model apart without reading all of it. */
final class Fingerprint {

    private static final int DEPTH = 4;
    private static final int END = 64 * 1024;
    private static final Set<String> RELEVANT = Set.of("json", "txt", "model", "safetensors", "gguf");

    private Fingerprint() {}

    /**
     * SHA-256 in hex over names, sizes, times, identities and both ends of the file, or of the folder's files, and of
     * the settings beside it that are read with it.
     */
    static String of(Path model) {
        try {
            MessageDigest digest = Digest.sha256();
            for (Map.Entry<String, Path> file : files(model).entrySet()) {
                add(digest, file.getKey(), file.getValue());
            }
            for (Path file : settingsBeside(model)) {
                add(digest, "../" + file.getFileName(), file);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + model + ": " + e.getMessage(), e);
        }
    }

    private static SortedMap<String, Path> files(Path model) throws IOException {
        SortedMap<String, Path> files = new TreeMap<>();
        if (!Files.isDirectory(model)) {
            files.put(model.getFileName().toString(), model);
            return files;
        }
        Files.walkFileTree(model, EnumSet.of(FileVisitOption.FOLLOW_LINKS), DEPTH, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && RELEVANT.contains(extension(file))) {
                    files.put(model.relativize(file).toString().replace('\\', '/'), file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                // a link in a circle or to nothing; whoever needs the file reports it
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }

    /** What is read with a single model or tokenizer file, and the schedule of the pipeline a folder is part of. */
    private static List<Path> settingsBeside(Path model) {
        String name = model.getFileName().toString();
        List<String> candidates = Files.isDirectory(model) ? List.of("scheduler/scheduler_config.json")
                : List.of("config.json", "adapter_config.json", "tokenizer_config.json", "special_tokens_map.json",
                        name.substring(0, Math.max(0, name.lastIndexOf('.'))) + ".json");
        return candidates.stream().map(model::resolveSibling).filter(Files::isRegularFile).toList();
    }

    private static void add(MessageDigest digest, String name, Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        String identity = name + '\0' + attributes.size() + '\0'
                + attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS) + '\0' + attributes.fileKey() + '\0';
        digest.update(identity.getBytes(StandardCharsets.UTF_8));
        try (FileChannel channel = FileChannel.open(file)) {
            read(digest, channel, 0);
            read(digest, channel, Math.max(END, channel.size() - END));
        }
    }

    private static void read(MessageDigest digest, FileChannel channel, long from) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(END);
        long position = from;
        while (buffer.hasRemaining()) {
            int count = channel.read(buffer, position);
            if (count < 0) {
                break;
            }
            position += count;
        }
        digest.update(buffer.flip());
    }

    private static String extension(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
