// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An installation as a plain class path. */
class PlainFolderTest {

    private static final String NODES = "<plugin><extension point=\"org.stillroom.nodes.nodeTypes\"/></plugin>";

    @TempDir
    Path folder;

    private final List<String> listed = new ArrayList<>();
    private Path plugins;
    private Path plain;

    @BeforeEach
    void makeFolders() throws IOException {
        plugins = Files.createDirectories(folder.resolve("installation/plugins"));
        plain = Files.createDirectories(folder.resolve("plain"));
    }

    private static Map<String, String> entries(String bundle, String... more) {
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nBundle-SymbolicName: " + bundle
                + ";singleton:=true\nBundle-ClassPath: .,lib/inner.jar\n\nName: a.txt\nSHA-256-Digest: eA==\n\n");
        for (int i = 0; i < more.length; i += 2) {
            entries.put(more[i], more[i + 1]);
        }
        return entries;
    }

    private void jar(String bundle, String... more) throws IOException {
        String file = bundle + "_1.0.0.v1.jar";
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(plugins.resolve(file)))) {
            for (Map.Entry<String, String> entry : entries(bundle, more).entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        listed.add("reference\\:file\\:" + file + "@4");
    }

    private void directory(String bundle, String... more) throws IOException {
        for (Map.Entry<String, String> entry : entries(bundle, more).entrySet()) {
            Path file = plugins.resolve(bundle + "_1").resolve(entry.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, entry.getValue());
        }
        listed.add("reference\\:file\\:" + bundle + "_1/@2\\:start");
    }

    private void fill() throws IOException {
        Path configuration = Files.createDirectories(folder.resolve("installation/configuration"));
        Files.writeString(configuration.resolve("config.ini"), "osgi.bundles=" + String.join(",", listed) + "\n");
        PlainFolder.main(new String[] {folder.resolve("installation").toString(), plain.toString()});
    }

    private List<Path> classPath() throws IOException {
        return List.of(Files.readString(plain.resolve("classpath")).strip().split(":")).stream().map(Path::of).toList();
    }

    private byte[] read(String resource) throws IOException {
        List<URL> urls = new ArrayList<>();
        for (Path jar : classPath()) {
            urls.add(jar.toUri().toURL());
        }
        try (URLClassLoader loader = new URLClassLoader(urls.toArray(URL[]::new), null);
                InputStream in = loader.getResourceAsStream(resource)) {
            return in == null ? new byte[0] : in.readAllBytes();
        }
    }

    @Test
    void packedAndUnpackedBundlesAreJarsWithoutSignaturesAndTheirInnerJarsLieBeside() throws IOException {
        jar("org.stillroom.diffusion", "plugin.xml", NODES, "a.txt", "packed", "META-INF/SIGNER.SF", "x",
                "META-INF/SIGNER.RSA", "x", "lib/inner.jar", "inside");
        directory("org.stillroom.torch", "b.txt", "unpacked", "lib/inner.jar", "inside");
        jar("org.eclipse.osgi", "c.txt", "not needed");
        fill();
        assertEquals(List.of("org.stillroom.diffusion.jar", "org.stillroom.diffusion.inner.jar",
                "org.stillroom.torch.jar", "org.stillroom.torch.inner.jar"),
                classPath().stream().map(jar -> jar.getFileName().toString()).toList());
        assertEquals("inside", Files.readString(plain.resolve("org.stillroom.torch.inner.jar")));
        assertEquals("packed", new String(read("a.txt"), StandardCharsets.UTF_8));
        assertEquals("unpacked", new String(read("b.txt"), StandardCharsets.UTF_8));
        assertArrayEquals(new byte[0], read("c.txt"));
        assertArrayEquals(new byte[0], read("META-INF/SIGNER.SF"));
        assertFalse(new String(read("META-INF/MANIFEST.MF"), StandardCharsets.UTF_8).contains("Digest"));
        assertFalse(Files.exists(plain.resolve("osgi")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.stillroom.example.node", "org.example.nodes"})
    void whereStrangersContributeNodesOsgiIsNeeded(String stranger) throws IOException {
        jar("org.stillroom.diffusion", "plugin.xml", NODES);
        jar(stranger, "plugin.xml", NODES);
        fill();
        assertEquals(stranger, Files.readString(plain.resolve("osgi")).strip());
        assertFalse(Files.exists(plain.resolve("classpath")));
    }

    @Test
    void strangersThatContributeNoNodesChangeNothing() throws IOException {
        directory("org.stillroom.cli", "plugin.xml", "<plugin/>");
        directory("org.example.theme", "plugin.xml", "<plugin><extension point=\"org.eclipse.ui.themes\"/></plugin>");
        fill();
        assertTrue(classPath().contains(plain.resolve("org.stillroom.cli.jar")), () -> listed.toString());
    }

    /** What is rehearsed has to work, or nothing of it is kept. */
    @Test
    void theRehearsalDoesWhatItIsFor() throws IOException {
        Path work = Files.createDirectories(folder.resolve("work"));
        Rehearsal.rehearse(work);
        assertTrue(Files.exists(work.resolve("models/mini/transformer/config.json")));
        Cli.Ended checked = new Cli(work).run("check", "graph.stillroom");
        assertEquals(0, checked.code(), checked.toString());
        assertEquals(0, new Cli(work).run("check", "other.stillroom").code());
        assertEquals(3, new Cli(work).run("check", "misses.stillroom").code());
        assertTrue(new Cli(work).run("diff", "graph.stillroom", "other.stillroom").out().contains("seed"));
    }
}
