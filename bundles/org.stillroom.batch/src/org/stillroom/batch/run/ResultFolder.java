// SPDX-License-Identifier: EPL-2.0
package org.stillroom.batch.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.stillroom.batch.job.Item;
import org.stillroom.batch.job.Job;
import org.stillroom.batch.table.Table;
import org.stillroom.batch.table.TableFormat;
import org.stillroom.graph.io.AtomicFile;

/**
 * The folder of a batch: {@code pictures/}, {@code results.jsonl} with a line for each item that was drawn or has
 * failed, and the tables made of it. A picture is on disk before its line is, and lines are only added: whatever ends
 * the program, what has a line is whole. One program uses it at a time.
 */
public final class ResultFolder implements AutoCloseable {

    /** Lines of results, in the order in which they came. */
    public static final String RESULTS = "results.jsonl";
    /** Without its ending. */
    public static final String TABLE = "table";

    private static final String PICTURES = "pictures";
    private static final String LOCK = ".lock";
    private static final String SCRATCH = ".work";
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Path folder;
    private final FileChannel lock;
    private final FileChannel results;
    private final Map<String, Outcome> outcomes = new HashMap<>();

    private ResultFolder(Path folder, FileChannel lock, FileChannel results) {
        this.folder = folder;
        this.lock = lock;
        this.results = results;
    }

    /**
     * Makes or opens the folder.
     *
     * @throws IOException if it cannot be written, somebody else uses it, or its results are damaged
     */
    public static ResultFolder open(Path folder) throws IOException {
        Files.createDirectories(folder.resolve(PICTURES));
        FileChannel lock = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (!locked(lock)) {
                throw new IOException("another batch is writing to " + folder + "; wait for it, or choose another "
                        + "folder with --out");
            }
            FileChannel results = FileChannel.open(folder.resolve(RESULTS), StandardOpenOption.CREATE,
                    StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                ResultFolder opened = new ResultFolder(folder, lock, results);
                opened.read();
                // what a program that was killed was working on
                Folders.remove(folder.resolve(SCRATCH));
                return opened;
            } catch (IOException | RuntimeException e) {
                results.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** A last line without an end is what a program was writing when it was killed, and goes. */
    private void read() throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve(RESULTS));
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        results.truncate(end);
        results.position(end);
        int number = 0;
        for (String line : new String(bytes, 0, end, StandardCharsets.UTF_8).lines().toList()) {
            number++;
            try {
                Outcome outcome = MAPPER.readValue(line, Outcome.class);
                if (outcome == null || !outcome.whole()) {
                    throw damaged(number, "it lacks what a result has", null);
                }
                outcomes.put(outcome.key(), outcome);
            } catch (JsonProcessingException e) {
                throw damaged(number, e.getOriginalMessage(), e);
            }
        }
    }

    private IOException damaged(int line, String why, Throwable cause) {
        return new IOException(folder.resolve(RESULTS) + ", line " + line + ", is no result of a batch (" + why
                + "); remove the line to draw its picture again, or choose another folder with --out", cause);
    }

    public Path path() {
        return folder;
    }

    /** A folder beside the pictures for what is half done. */
    public Path scratch() throws IOException {
        return Files.createDirectories(folder.resolve(SCRATCH));
    }

    /** Whether an item was drawn and its files are there as they were written. */
    public boolean has(Item item) throws IOException {
        Outcome outcome = outcomes.get(item.key());
        if (outcome == null || !outcome.ok()) {
            return false;
        }
        try {
            for (var file : outcome.files().entrySet()) {
                Path path = folder.resolve(file.getKey());
                if (!Files.isRegularFile(path) || Files.size(path) != file.getValue()) {
                    return false;
                }
            }
            return true;
        } catch (InvalidPathException e) {
            // written in a locale whose letters this one does not have
            return false;
        }
    }

    /**
     * Keeps what came of an item, for good when it returns. What comes a second time changes nothing.
     *
     * @return its files
     */
    public synchronized List<Path> put(Job job, Item item, Drawn drawn) throws IOException {
        if (has(item)) {
            return List.of();
        }
        SortedMap<String, Long> files = new TreeMap<>();
        List<Path> paths = new ArrayList<>();
        for (Drawn.DrawnFile file : drawn.files()) {
            Path path = folder.resolve(PICTURES).resolve(FileName.of(item, file.name(), drawn.files().size() == 1));
            AtomicFile.write(path, file.bytes());
            files.put(PICTURES + "/" + path.getFileName(), (long) file.bytes().length);
            paths.add(path);
        }
        Outcome outcome = new Outcome(item.key(), item.prompt(), item.values(), files, drawn.metrics(),
                drawn.seconds(), drawn.attempts(), drawn.executor(), drawn.threads(), job.device(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(), drawn.error());
        ByteBuffer line = ByteBuffer.wrap((MAPPER.writeValueAsString(outcome) + "\n")
                .getBytes(StandardCharsets.UTF_8));
        while (line.hasRemaining()) {
            results.write(line);
        }
        results.force(false);
        outcomes.put(item.key(), outcome);
        return paths;
    }

    /** Items of a job that were drawn. */
    public long done(Job job) {
        return outcomes(job).filter(Outcome::ok).count();
    }

    /** Items of a job that have failed, as far as they were tried. */
    public long failed(Job job) {
        return outcomes(job).filter(outcome -> !outcome.ok()).count();
    }

    private Stream<Outcome> outcomes(Job job) {
        return job.items().stream().map(item -> outcomes.get(item.key())).filter(Objects::nonNull);
    }

    /** A row for each item that was drawn or has failed; several where rows of the prompts ask for it. */
    public Table table(Job job) {
        return Rows.table(job, outcomes);
    }

    /**
     * Writes the table in each format that is installed and made for it.
     *
     * @return the files
     */
    public List<Path> writeTables(Job job) throws IOException {
        Table table = table(job);
        List<Path> files = new ArrayList<>();
        for (TableFormat format : TableFormat.installed()) {
            String ending = format.endings().getFirst();
            if (!RESULTS.endsWith("." + ending)) {
                Path file = folder.resolve(TABLE + "." + ending);
                format.write(file, table);
                files.add(file);
            }
        }
        return files;
    }

    @Override
    public void close() throws IOException {
        results.close();
        lock.close();
        try {
            Files.deleteIfExists(folder.resolve(SCRATCH));
        } catch (DirectoryNotEmptyException e) {
            // an item that was stopped in a native call is still removing its files
            return;
        }
    }
}
