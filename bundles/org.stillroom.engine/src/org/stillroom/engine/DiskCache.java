// SPDX-License-Identifier: EPL-2.0
package org.stillroom.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.stillroom.graph.io.AtomicFile;
import org.stillroom.nodes.contract.Identity;

/**
 * Results of {@link org.stillroom.nodes.contract.LastingFunction}s, one file each, in a folder that several programs
 * and people may use at once: {@code FOLDER/MODEL/KEY.TYPE}, where MODEL and KEY are digests. Files appear whole, by
 * one move, and never change; when one was used last is its time. Those used least recently go first once all hold
 * more than the folder's limit. Thread-safe.
 */
public final class DiskCache {

    /** Where the folder is; {@code off} for none. */
    public static final String VARIABLE = "STILLROOM_CACHE";
    public static final String OFF = "off";
    /** About 500 prompts of T5-XXL with 512 tokens. */
    public static final long USUAL_LIMIT = 4_000_000_000L;

    private static final String LIMIT_FILE = "limit.txt";
    private static final String NAME_FILE = "model.txt";
    private static final String UNFINISHED = ".part";
    private static final Duration LONGEST_WRITE = Duration.ofHours(1);
    private static final int SHORT = 16;
    private static final int MOST_TRIES = 8;
    private static final long UNKNOWN = -1;

    private final Path folder;
    /** What all files hold, as far as this process knows. */
    private long held = UNKNOWN;

    /** @param folder made when something is kept */
    public DiskCache(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** What is kept of one model. */
    public record Entry(String model, Path folder, int results, long bytes, Instant lastUsed) {}

    private record Kept(Path file, long bytes, FileTime used) {}

    /**
     * The folder of a user: {@link #VARIABLE}, or else {@code stillroom/results} in {@code XDG_CACHE_HOME} or in
     * {@code .cache} at home.
     *
     * @param environment variables
     * @return empty if it is turned off, or nobody says where home is
     */
    public static Optional<Path> place(Map<String, String> environment) {
        String chosen = environment.getOrDefault(VARIABLE, "");
        if (!chosen.isBlank()) {
            return chosen.strip().equals(OFF) ? Optional.empty() : Optional.of(Path.of(chosen.strip()));
        }
        return absolute(environment, "XDG_CACHE_HOME").or(() -> absolute(environment, "HOME")
                .map(home -> home.resolve(".cache"))).map(caches -> caches.resolve("stillroom").resolve("results"));
    }

    private static Optional<Path> absolute(Map<String, String> environment, String variable) {
        return Optional.of(environment.getOrDefault(variable, "")).filter(text -> !text.isBlank()).map(Path::of)
                .filter(Path::isAbsolute);
    }

    public Path folder() {
        return folder;
    }

    /** Bytes that all files may hold; the folder says it, so that all who use it agree. */
    public long limit() {
        try {
            return Long.parseLong(Files.readString(folder.resolve(LIMIT_FILE)).strip());
        } catch (IOException | NumberFormatException e) {
            // not set, or by something else
            return USUAL_LIMIT;
        }
    }

    /** Sets the limit, and makes the files fit it. */
    public void limit(long bytes) throws IOException {
        Files.createDirectories(folder);
        AtomicFile.write(folder.resolve(LIMIT_FILE), bytes + "\n");
        shrink();
    }

    /** What is there, by model, the one used last first. */
    public List<Entry> entries() throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (Path model : models()) {
            List<Kept> files = files(model);
            Optional<FileTime> last = files.stream().map(Kept::used).max(Comparator.naturalOrder());
            last.ifPresent(time -> entries.add(new Entry(name(model), model, files.size(),
                    files.stream().mapToLong(Kept::bytes).sum(), time.toInstant())));
        }
        entries.sort(Comparator.comparing(Entry::lastUsed).reversed());
        return entries;
    }

    /**
     * Removes what is kept of some models. What somebody is reading stays readable for them.
     *
     * @return what was removed
     */
    public List<Entry> clear(Predicate<Entry> which) throws IOException {
        List<Entry> removed = entries().stream().filter(which).toList();
        for (Entry entry : removed) {
            for (Kept file : files(entry.folder())) {
                Files.deleteIfExists(file.file());
            }
            removeIfEmpty(entry.folder());
        }
        forget();
        return removed;
    }

    /** The file of a result, used now; empty if it is not there. */
    Optional<Path> find(Identity identity, String type) {
        Path file = file(identity, type);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        } catch (IOException e) {
            // a folder of a team that this user may only read: what goes first is not decided here
            return Optional.of(file);
        }
        return Optional.of(file);
    }

    /** Whether anything can be kept: not in a folder of a team that this user may only read. */
    boolean writable() {
        return !Files.exists(folder) || Files.isWritable(folder);
    }

    /** Keeps a result, and makes room for it if need be. */
    void put(Identity identity, String type, AtomicFile.Content content) throws IOException {
        Path file = file(identity, type);
        try {
            int tries = 0;
            while (!written(file, identity.model(), content, ++tries == MOST_TRIES)) {
                // somebody has cleared the folder between two steps
            }
        } catch (IOException e) {
            removeIfEmpty(file.getParent());
            throw e;
        }
        if (grown(attributes(file).map(BasicFileAttributes::size).orElse(0L)) > limit()) {
            shrink();
        }
    }

    private static boolean written(Path file, String model, AtomicFile.Content content, boolean last)
            throws IOException {
        Path name = file.resolveSibling(NAME_FILE);
        try {
            Files.createDirectories(file.getParent());
            if (!Files.exists(name)) {
                AtomicFile.write(name, model + "\n");
            }
            AtomicFile.write(file, content);
            return true;
        } catch (IOException e) {
            // while a folder is made, too, somebody may make and remove it
            boolean cleared = e instanceof NoSuchFileException || e instanceof FileAlreadyExistsException
                    || !Files.exists(file.getParent());
            if (last || !cleared) {
                throw e;
            }
            return false;
        }
    }

    /** Removes a result that is of no use. */
    void drop(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // it is written over, or found damaged again
            return;
        }
    }

    private Path file(Identity identity, String type) {
        ResultKey key = new ResultKey();
        identity.parts().forEach(key::add);
        return folder.resolve(new ResultKey().add(identity.modelDigest()).hex().substring(0, SHORT))
                .resolve(key.hex() + "." + type);
    }

    /** After a file was added; others may add and remove files meanwhile, which is seen when the limit is reached. */
    private synchronized long grown(long bytes) throws IOException {
        held = held == UNKNOWN ? all().stream().mapToLong(Kept::bytes).sum() : held + bytes;
        return held;
    }

    private synchronized void forget() {
        held = UNKNOWN;
    }

    private synchronized void shrink() throws IOException {
        List<Kept> all = new ArrayList<>(all());
        all.sort(Comparator.comparing(Kept::used).thenComparing(Kept::file));
        long most = limit();
        held = all.stream().mapToLong(Kept::bytes).sum();
        for (Kept oldest : all) {
            if (held <= most) {
                break;
            }
            Files.deleteIfExists(oldest.file());
            removeIfEmpty(oldest.file().getParent());
            held -= oldest.bytes();
        }
    }

    private List<Kept> all() throws IOException {
        List<Kept> all = new ArrayList<>();
        for (Path model : models()) {
            all.addAll(files(model));
        }
        return all;
    }

    private List<Path> models() throws IOException {
        List<Path> models = new ArrayList<>();
        // no other folder that somebody may have named by mistake is looked into, or cleared
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder,
                each -> each.getFileName().toString().matches("[0-9a-f]{" + SHORT + "}") && Files.isDirectory(each))) {
            found.forEach(models::add);
        } catch (NoSuchFileException | NotDirectoryException e) {
            // nothing was kept yet
            return models;
        }
        return models;
    }

    /** Results of a model; what processes that were killed while they wrote have left is removed. */
    private static List<Kept> files(Path model) throws IOException {
        List<Kept> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(model)) {
            for (Path file : found) {
                String name = file.getFileName().toString();
                Optional<BasicFileAttributes> attributes = attributes(file);
                if (attributes.isEmpty() || name.equals(NAME_FILE)) {
                    continue;
                }
                FileTime used = attributes.get().lastModifiedTime();
                if (!name.endsWith(UNFINISHED)) {
                    files.add(new Kept(file, attributes.get().size(), used));
                } else if (used.toInstant().isBefore(Instant.now().minus(LONGEST_WRITE))) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (NoSuchFileException e) {
            // somebody has cleared it meanwhile
            files.clear();
        }
        return files;
    }

    /** Empty if somebody has removed it meanwhile. */
    private static Optional<BasicFileAttributes> attributes(Path file) {
        try {
            return Optional.of(Files.readAttributes(file, BasicFileAttributes.class));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String name(Path model) {
        try {
            return Files.readString(model.resolve(NAME_FILE), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "?";
        }
    }

    private static void removeIfEmpty(Path model) {
        try {
            if (files(model).isEmpty()) {
                Files.deleteIfExists(model.resolve(NAME_FILE));
                Files.deleteIfExists(model);
            }
        } catch (IOException e) {
            // somebody has put something there meanwhile
            return;
        }
    }
}
