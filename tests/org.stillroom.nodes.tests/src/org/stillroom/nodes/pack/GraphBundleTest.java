// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.pack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphFile;
import org.stillroom.graph.Node;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.pack.BundleManifest.Content;
import org.stillroom.nodes.pack.BundleManifest.LeftOut;

class GraphBundleTest {

    private static final String MANIFEST = "stillroom-bundle.json";

    @TempDir
    Path temp;

    private final Graph graph = Graph.EMPTY.with(Node.of("load", "t.load")
            .withParameter("file", JsonNodeFactory.instance.textNode("files/cat.png")));
    private final SortedMap<String, Path> files = new TreeMap<>();
    private Path bundle;

    @BeforeEach
    void makeFiles() throws IOException {
        bundle = temp.resolve("cat.stillroom.zip");
        files.put("files/cat.png", Files.write(temp.resolve("cat.png"), new byte[] {1, 2, 3}));
        files.put("models/a/b/model.safetensors", Files.write(temp.resolve("weights"), new byte[100_000]));
    }

    @Test
    void whatIsPackedComesOutAgain() throws Exception {
        BundleManifest written = writer().write(bundle, Progress.NONE);
        assertTrue(GraphBundle.is(bundle));
        try (GraphBundle opened = GraphBundle.open(bundle)) {
            assertEquals(written, opened.manifest());
            assertEquals(List.of("denoiser.model"), opened.manifest().leftOut().get("big").users());
            assertEquals(graph, opened.graph());
            Path unpacked = opened.unpack(temp.resolve("out/there"), Progress.NONE);
            assertEquals(temp.resolve("out/there/cat.stillroom"), unpacked);
            assertEquals(graph, GraphFile.read(unpacked));
            for (Map.Entry<String, Path> file : files.entrySet()) {
                assertArrayEquals(Files.readAllBytes(file.getValue()),
                        Files.readAllBytes(temp.resolve("out/there").resolve(file.getKey())));
            }
        }
        assertEquals(List.of("there"), names(temp.resolve("out")), "nothing else is left");
    }

    @Test
    void theSameContentGivesTheSameBytesWheneverAndWhereverItLies() throws IOException {
        writer().write(bundle, Progress.NONE);
        byte[] first = Files.readAllBytes(bundle);
        Path elsewhere = Files.copy(files.get("files/cat.png"), temp.resolve("other.bin"));
        Files.setLastModifiedTime(elsewhere, FileTime.fromMillis(1_000_000_000_000L));
        files.put("files/cat.png", elsewhere);
        writer().write(bundle, Progress.NONE);
        assertArrayEquals(first, Files.readAllBytes(bundle));
        assertEquals("PK", new String(first, 0, 2, StandardCharsets.US_ASCII));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil.stillroom", "/etc/evil", "files/../../evil", "files/./a", "files//a",
        "C:/evil", "files/a:b", "files\\..\\evil", "files/CON", "files/nul.png", "files/a.", "files/a ",
        "files/.hidden", ".project", "models/extra_model_paths.yaml", "models/run.sh", "models/a/model.ckpt",
        "evil.exe", "files/a\nb", "files/a\u202eb", "sub/graph.stillroom"})
    void namesThatLeadElsewhereAreRefused(String name) throws IOException {
        Map<String, byte[]> entries = entries();
        entries.put(name, new byte[] {7});
        Files.write(bundle, zip(entries, true));
        IOException refused = assertThrows(IOException.class, () -> GraphBundle.open(bundle));
        assertTrue(refused.getMessage().contains("cannot be opened: of \""), refused.getMessage());
        files.put(name, files.get("files/cat.png"));
        IOException unwritten = assertThrows(IOException.class, () -> writer().write(temp.resolve("n.zip"),
                Progress.NONE));
        assertTrue(unwritten.getMessage().contains("cannot be in a bundle"), unwritten.getMessage());
        assertFalse(Files.exists(temp.resolve("n.zip")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"files/CAT.PNG", "files/cat.png/inside", "files/Cat.png"})
    void namesThatAreOneFileElsewhereAreRefused(String name) throws IOException {
        Map<String, byte[]> entries = entries();
        entries.put(name, new byte[] {7});
        assertRefused(zip(entries, true), name.contains("inside") ? "is a file and a folder" : "twice");
        files.put(name, files.get("files/cat.png"));
        assertThrows(IOException.class, () -> writer().write(temp.resolve("n.zip"), Progress.NONE));
    }

    @Test
    void aNameThatIsThereTwiceIsRefused() throws IOException {
        Map<String, byte[]> entries = entries();
        entries.put("files/dog.png", new byte[] {1, 2, 3});
        byte[] bytes = zip(entries, true);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int headers = text.indexOf("PK\3\4", 1);
        // outside of the manifest, the dog is called as the cat
        String twice = text.substring(0, headers) + text.substring(headers).replace("files/dog.png", "files/cat.png");
        assertRefused(twice.getBytes(StandardCharsets.ISO_8859_1), "twice");
    }

    @Test
    void whatIsNotListedMissingOrOtherwiseThanListedIsRefused() throws Exception {
        Map<String, byte[]> more = entries();
        byte[] manifest = zip(more, true);
        more.put("files/more.png", new byte[] {1});
        more.put(MANIFEST, entryOf(manifest, MANIFEST));
        assertRefused(zip(more, false), "is in it and is not listed");
        Map<String, byte[]> fewer = entries();
        fewer.put(MANIFEST, entryOf(manifest, MANIFEST));
        fewer.remove("files/cat.png");
        assertRefused(zip(fewer, false), "is missing in it");
        Map<String, byte[]> longer = entries();
        longer.put(MANIFEST, entryOf(manifest, MANIFEST));
        longer.put("files/cat.png", new byte[4]);
        assertRefused(zip(longer, false), "has 4 bytes in it, and 3 are listed");
        Map<String, byte[]> other = entries();
        other.put(MANIFEST, entryOf(manifest, MANIFEST));
        other.put("files/cat.png", new byte[] {3, 2, 1});
        Files.write(bundle, zip(other, false));
        try (GraphBundle opened = GraphBundle.open(bundle)) {
            Path out = temp.resolve("out");
            IOException refused = assertThrows(IOException.class, () -> opened.unpack(out, Progress.NONE));
            assertTrue(refused.getMessage().contains("has other contents than are listed"), refused.getMessage());
            assertFalse(Files.exists(out), "nothing is left of it");
            assertEquals(List.of(), names(temp).stream().filter(name -> name.endsWith(".part")).toList());
        }
    }

    @Test
    void aBombIsRefusedBeforeAnythingIsUnpacked() throws IOException {
        Map<String, byte[]> entries = entries();
        entries.put("files/zeros.bin", new byte[64 << 20]);
        byte[] bytes = zip(entries, true);
        assertTrue(bytes.length < 1 << 20, "it is small");
        assertRefused(bytes, "more than 50 times as large");
    }

    @Test
    void othersZipFilesAreNoBundles() throws IOException {
        Files.write(bundle, zip(new LinkedHashMap<>(Map.of("a.txt", new byte[3])), false));
        assertFalse(GraphBundle.is(bundle));
        assertTrue(assertThrows(IOException.class, () -> GraphBundle.open(bundle)).getMessage()
                .contains("no bundle of a graph"));
        Files.writeString(bundle, "no ZIP file");
        assertFalse(GraphBundle.is(bundle));
        assertTrue(assertThrows(IOException.class, () -> GraphBundle.open(bundle)).getMessage()
                .contains("is no ZIP file, or was cut short"));
        assertFalse(GraphBundle.is(temp.resolve("nothing")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "{", "{\"format\":\"stillroom-bundle\",\"version\":2}",
        "{\"format\":\"stillroom-bundle\",\"version\":1,\"graph\":\"g\",\"files\":{\"g\":{}}}",
        "{\"format\":\"stillroom-bundle\",\"version\":1,\"graph\":\"files/cat.png\"}",
        "{\"format\":\"stillroom-bundle\",\"version\":1}"})
    void aManifestThatSaysOtherThingsIsRefused(String manifest) throws IOException {
        Map<String, byte[]> entries = entries();
        entries.put(MANIFEST, manifest.getBytes(StandardCharsets.UTF_8));
        assertRefused(zip(entries, false), "cannot be opened: ");
    }

    @Test
    void bytesThatAreCutOrTurnedNeverDoHarm() throws IOException {
        writer().write(bundle, Progress.NONE);
        byte[] sound = Files.readAllBytes(bundle);
        Random random = new Random(17);
        int refused = 0;
        for (int i = 0; i < 300; i++) {
            byte[] changed = i % 3 == 0 ? Arrays.copyOf(sound, random.nextInt(sound.length)) : sound.clone();
            for (int turned = i % 3 == 0 ? 0 : 1 + random.nextInt(4); turned > 0; turned--) {
                int at = i % 3 == 1 ? sound.length - 1 - random.nextInt(600) : random.nextInt(sound.length);
                changed[at] ^= (byte) (1 << random.nextInt(8));
            }
            Files.write(bundle, changed);
            Path out = temp.resolve("out" + i);
            try (GraphBundle opened = GraphBundle.open(bundle)) {
                opened.unpack(out, Progress.NONE);
                assertEquals(List.of("cat.stillroom", "files", "models"), names(out));
            } catch (IOException e) {
                refused++;
                assertFalse(Files.exists(out), "seed " + i);
            }
        }
        assertTrue(refused > 100, refused + " were refused");
        assertEquals(List.of(), names(temp).stream().filter(name -> name.endsWith(".part")).toList());
    }

    @Test
    void aGraphThatIsDamagedInItNamesTheBundle() throws Exception {
        writer().write(bundle, Progress.NONE);
        byte[] bytes = Files.readAllBytes(bundle);
        bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf("PK\3\4", 1)] = 'X';
        Files.write(bundle, bytes);
        try (GraphBundle opened = GraphBundle.open(bundle)) {
            IOException refused = assertThrows(IOException.class, opened::graph);
            assertTrue(refused.getMessage().startsWith(bundle + " cannot be opened: it is damaged"),
                    refused.getMessage());
        }
    }

    @Test
    void aPlaceThatIsNoFolderIsNamed() throws IOException {
        writer().write(bundle, Progress.NONE);
        try (GraphBundle opened = GraphBundle.open(bundle)) {
            String message = assertThrows(IOException.class,
                    () -> opened.unpack(bundle.resolve("there"), Progress.NONE)).getMessage();
            assertTrue(message.contains("nothing can be written to " + bundle) && message.contains("is not a folder"),
                    message);
        }
    }

    @Test
    void aFolderThatHasSomethingStaysAsItIs() throws IOException {
        writer().write(bundle, Progress.NONE);
        Path out = Files.createDirectories(temp.resolve("out"));
        Files.writeString(out.resolve("mine.txt"), "mine");
        Path link = Files.createSymbolicLink(temp.resolve("link"), Files.createDirectories(temp.resolve("target")));
        try (GraphBundle opened = GraphBundle.open(bundle)) {
            for (Path taken : List.of(out, link, bundle)) {
                assertTrue(assertThrows(IOException.class, () -> opened.unpack(taken, Progress.NONE)).getMessage()
                        .contains("is there already"));
            }
            Files.delete(out.resolve("mine.txt"));
            assertTrue(Files.exists(opened.unpack(out, Progress.NONE)), "an empty one will do");
        }
        assertEquals(List.of(), names(temp.resolve("target")));
    }

    @Test
    void ofTwoThatUnpackToOnePlaceTheFirstStays() throws Exception {
        writer().write(bundle, Progress.NONE);
        Path target = temp.resolve("target");
        AtomicBoolean once = new AtomicBoolean();
        try (GraphBundle one = GraphBundle.open(bundle); GraphBundle other = GraphBundle.open(bundle)) {
            IOException e = assertThrows(IOException.class, () -> one.unpack(target, () -> {
                if (once.compareAndSet(false, true)) {
                    assertDoesNotThrow(() -> other.unpack(target, Progress.NONE));
                }
            }));
            assertEquals(target + " is there already; name a folder that is not there, or is empty", e.getMessage());
        }
        assertEquals(List.of("cat.png", "cat.stillroom.zip", "target", "weights"), names(temp));
        assertTrue(Files.size(target.resolve("cat.stillroom")) > 0);
    }

    @Test
    void whatIsCancelledLeavesNothing() throws IOException {
        Progress stop = () -> {
            throw new CancellationException("stop");
        };
        assertThrows(CancellationException.class, () -> writer().write(bundle, stop));
        assertFalse(Files.exists(bundle));
        writer().write(bundle, Progress.NONE);
        try (GraphBundle opened = GraphBundle.open(bundle)) {
            assertThrows(CancellationException.class, () -> opened.unpack(temp.resolve("out"), stop));
        }
        assertEquals(List.of("cat.png", "cat.stillroom.zip", "weights"), names(temp));
    }

    private BundleWriter writer() {
        return new BundleWriter("cat.stillroom", graph, files,
                new TreeMap<>(Map.of("big", new LeftOut(7, List.of("denoiser.model")))));
    }

    private void assertRefused(byte[] bytes, String reason) throws IOException {
        Files.write(bundle, bytes);
        IOException refused = assertThrows(IOException.class, () -> GraphBundle.open(bundle));
        assertTrue(refused.getMessage().contains(reason), refused.getMessage());
    }

    /** A sound bundle's entries, without the manifest. */
    private Map<String, byte[]> entries() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("cat.stillroom", GraphFile.text(graph).getBytes(StandardCharsets.UTF_8));
        entries.put("files/cat.png", Files.readAllBytes(files.get("files/cat.png")));
        return entries;
    }

    private static byte[] zip(Map<String, byte[]> entries, boolean withManifest) throws IOException {
        Map<String, byte[]> all = new LinkedHashMap<>();
        if (withManifest) {
            SortedMap<String, Content> contents = new TreeMap<>();
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                contents.put(entry.getKey(), new Content(entry.getValue().length, sha256(entry.getValue())));
            }
            all.put(MANIFEST, new BundleManifest("cat.stillroom", contents, new TreeMap<>()).json());
        }
        all.putAll(entries);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : all.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                OutputStream out = zip;
                out.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private byte[] entryOf(byte[] zip, String name) throws IOException {
        Path file = Files.write(temp.resolve("entry.zip"), zip);
        try (ZipFile opened = new ZipFile(file.toFile())) {
            return opened.getInputStream(opened.getEntry(name)).readAllBytes();
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            return new ArrayList<>(inside.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }
}
