// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.pack;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphFile;
import org.stillroom.graph.GraphFileException;
import org.stillroom.graph.io.Digest;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.contract.Quantity;
import org.stillroom.nodes.pack.BundleManifest.Content;

/**
 * A bundle that is opened. It may come from a stranger: nothing is written outside of one new folder, no more than the
 * bundle says, nothing that it does not list, and nothing whose checksum is another one.
 */
public final class GraphBundle implements AutoCloseable {

    /** What names of bundles end with. */
    public static final String ENDING = ".stillroom.zip";

    private static final int MOST_ENTRIES = 20_000;
    /** How many times larger than the file its content may be; ours are not compressed. */
    private static final long MOST_TIMES = 50;
    private static final long ALWAYS = 1 << 20;
    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final ZipFile zip;
    private final BundleManifest manifest;

    private GraphBundle(Path file, ZipFile zip, BundleManifest manifest) {
        this.file = file;
        this.zip = zip;
        this.manifest = manifest;
    }

    /** Whether a file is a bundle, sound or not, whatever it is called. Reads little. */
    public static boolean is(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
            return zip.getEntry(BundleManifest.NAME) != null;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Opens a bundle and compares what it lists with what it has; contents are compared when they are read.
     *
     * @throws IOException if it is none, or not sound; a sentence says what is wrong and what to do
     */
    public static GraphBundle open(Path file) throws IOException {
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8);
        } catch (ZipException e) {
            throw new IOException(file + " is no ZIP file, or was cut short or damaged (" + e.getMessage()
                    + "); copy or fetch it again", e);
        }
        try {
            GraphBundle bundle = new GraphBundle(file, zip, manifest(file, zip));
            bundle.requireSound();
            return bundle;
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e instanceof IOException known ? known
                    : new IOException(file + " is damaged (" + e.getMessage() + "); copy or fetch it again", e);
        }
    }

    private static BundleManifest manifest(Path file, ZipFile zip) throws IOException {
        ZipEntry entry = zip.getEntry(BundleManifest.NAME);
        if (entry == null) {
            throw new IOException(file + " is a ZIP file, but no bundle of a graph: it has no " + BundleManifest.NAME
                    + "; make one with \"stillroom bundle\"");
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes(BundleManifest.MOST_BYTES + 1);
            if (bytes.length > BundleManifest.MOST_BYTES) {
                throw new IOException("its " + BundleManifest.NAME + " is too large");
            }
            return BundleManifest.parse(bytes);
        } catch (IOException e) {
            throw refused(file, e.getMessage());
        }
    }

    private void requireSound() throws IOException {
        List<String> names = new ArrayList<>();
        long packed = Files.size(file);
        long unpacked = 0;
        for (ZipEntry entry : Collections.list(zip.entries())) {
            if (entry.isDirectory()) {
                continue;
            }
            names.add(entry.getName());
            if (names.size() > MOST_ENTRIES) {
                throw refused(file, "it has more than " + MOST_ENTRIES + " files");
            }
            // a sum of sizes that nothing has would wrap around
            long bytes = Math.max(0, entry.getSize());
            unpacked += bytes;
            long most = Math.max(unpacked, bytes);
            if (most > ALWAYS && most / MOST_TIMES > packed) {
                throw refused(file, "its content would be more than " + MOST_TIMES + " times as large as the file");
            }
            if (!entry.getName().equals(BundleManifest.NAME)) {
                requireListed(entry);
            }
        }
        Optional<String> clash = BundleNames.clash(names);
        if (clash.isPresent()) {
            throw refused(file, clash.get());
        }
        TreeSet<String> missing = new TreeSet<>(manifest.files().keySet());
        names.forEach(missing::remove);
        if (!missing.isEmpty()) {
            throw refused(file, "\"" + BundleNames.shown(missing.getFirst()) + "\" is missing in it");
        }
        if (!manifest.files().containsKey(manifest.graph()) || manifest.graph().contains("/")) {
            throw refused(file, "it has no graph");
        }
    }

    private void requireListed(ZipEntry entry) throws IOException {
        String name = "\"" + BundleNames.shown(entry.getName()) + "\"";
        Optional<String> problem = BundleNames.problem(entry.getName());
        if (problem.isPresent()) {
            throw refused(file, "of " + name + " in it: " + problem.get());
        }
        Content listed = manifest.files().get(entry.getName());
        if (listed == null) {
            throw refused(file, name + " is in it and is not listed");
        }
        if (entry.getSize() != listed.bytes()) {
            throw refused(file, name + " has " + entry.getSize() + " bytes in it, and " + listed.bytes()
                    + " are listed");
        }
    }

    private static IOException refused(Path file, String reason) {
        return new IOException(file + " cannot be opened: " + reason + ". Ask for it again, or do not trust it");
    }

    public BundleManifest manifest() {
        return manifest;
    }

    /** Bytes of all that it unpacks to. */
    public long bytes() {
        return manifest.files().values().stream().mapToLong(Content::bytes).sum();
    }

    /** @throws IOException if it cannot be read, or is no graph */
    public Graph graph() throws IOException {
        Content listed = manifest.files().get(manifest.graph());
        if (listed.bytes() > GraphFile.MAX_BYTES) {
            throw refused(file, "its graph is too large");
        }
        try (InputStream in = zip.getInputStream(zip.getEntry(manifest.graph()))) {
            return GraphFile.parse(in.readNBytes((int) listed.bytes()), file + ", " + manifest.graph());
        } catch (GraphFileException e) {
            throw new IOException(e.getMessage(), e);
        } catch (ZipException | EOFException e) {
            throw refused(file, "it is damaged (" + e.getMessage() + ")");
        }
    }

    /**
     * Unpacks everything into a new folder, whole or not at all.
     *
     * @param folder must not be there, or be empty
     * @param progress told bytes, and asked often
     * @return the graph's file in it
     * @throws IOException if there is no room for it, it cannot be written, or its content is not what the bundle lists
     */
    public Path unpack(Path folder, Progress progress) throws IOException {
        Path target = folder.toAbsolutePath().normalize();
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS) && !isEmptyFolder(target)) {
            throw isThere(target, null);
        }
        Path work = workFolder(target.getParent());
        try {
            long done = 0;
            for (Map.Entry<String, Content> each : manifest.files().entrySet()) {
                unpack(each.getKey(), each.getValue(), work, progress);
                done += each.getValue().bytes();
                progress.progress(done, bytes());
            }
            place(work, target);
            return target.resolve(manifest.graph());
        } catch (ZipException | EOFException e) {
            throw refused(file, "it is damaged (" + e.getMessage() + ")");
        } finally {
            delete(work);
        }
    }

    /** Somebody else may have unpacked to the same place meanwhile, and theirs stays. */
    private static void place(Path work, Path target) throws IOException {
        try {
            Files.deleteIfExists(target);
            Files.move(work, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                throw isThere(target, e);
            }
            throw e;
        }
    }

    private static IOException isThere(Path target, IOException cause) {
        return new IOException(target + " is there already; name a folder that is not there, or is empty", cause);
    }

    /** A new folder in another one, on whose disk there is room. */
    private Path workFolder(Path parent) throws IOException {
        try {
            Files.createDirectories(parent);
            long room = Files.getFileStore(parent).getUsableSpace();
            if (room < bytes()) {
                throw new IOException("there is no room for it: it takes " + Quantity.bytes(bytes()).text()
                        + ", and the disk of " + parent + " has " + Quantity.bytes(room).text()
                        + " left; make room, or unpack it elsewhere");
            }
            return Files.createDirectory(parent.resolve(".stillroom-" + UUID.randomUUID() + ".part"));
        } catch (FileSystemException e) {
            String reason = switch (e) {
                case AccessDeniedException denied -> "you have no permission for it";
                case FileAlreadyExistsException file -> file.getFile() + " is not a folder";
                default -> e.getMessage();
            };
            throw new IOException("nothing can be written to " + parent + " (" + reason + "); name another folder", e);
        }
    }

    private void unpack(String name, Content listed, Path work, Progress progress) throws IOException {
        Path target = work.resolve(name).normalize();
        if (!target.startsWith(work)) {
            throw refused(file, "\"" + BundleNames.shown(name) + "\" leads out of it");
        }
        Files.createDirectories(target.getParent());
        MessageDigest digest = Digest.sha256();
        long left = listed.bytes();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = zip.getInputStream(zip.getEntry(name));
                OutputStream out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                progress.checkCancelled();
                left -= count;
                if (left < 0) {
                    break;
                }
                digest.update(buffer, 0, count);
                out.write(buffer, 0, count);
            }
        }
        if (left != 0 || !HexFormat.of().formatHex(digest.digest()).equals(listed.sha256())) {
            throw refused(file, "\"" + BundleNames.shown(name) + "\" has other contents than are listed");
        }
    }

    private static boolean isEmptyFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.findFirst().isEmpty();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(each);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
