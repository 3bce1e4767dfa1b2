// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Copies the bundles of an installation to where they are a plain class path, of which Java can keep the classes: each
 * as a jar without signatures, and the jars inside of them beside it. Where bundles of strangers contribute nodes, it
 * says so instead, as those need OSGi.
 */
final class PlainFolder {

    /** What the folder holds in the end: the class path, in one line. */
    private static final String CLASS_PATH = "classpath";
    /** Or why there is none. */
    private static final String NEEDS_OSGI = "osgi";
    private static final String EXTENSION_POINT = "org.stillroom.nodes.nodeTypes";
    private static final Set<String> OURS = Stream.of("graph", "nodes", "engine", "batch", "torch", "diffusion",
            "world", "evaluation", "distill", "cli", "mini", "edit").map(name -> "org.stillroom." + name)
            .collect(Collectors.toSet());
    /** What OSGi itself is made of, and what only the layout of graphs needs. */
    private static final List<String> NOT_NEEDED = List.of("org.eclipse.", "org.osgi.", "org.apache.felix.",
            "com.google.", "org.stillroom.edit", "org.stillroom.torch.", "org.stillroom.batch.");

    private final Path plugins;
    private final Path folder;
    private final Set<String> written = new HashSet<>();
    private final List<Path> classPath = new ArrayList<>();

    private PlainFolder(Path plugins, Path folder) {
        this.plugins = plugins;
        this.folder = folder;
    }

    /** @param arguments the installation's folder, and an empty folder to fill */
    public static void main(String[] arguments) throws IOException {
        Path installation = Path.of(arguments[0]);
        Path folder = Path.of(arguments[1]);
        new PlainFolder(installation.resolve("plugins"), folder).fill(installation.resolve("configuration/config.ini"));
    }

    private void fill(Path configuration) throws IOException {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(configuration)) {
            properties.load(in);
        }
        for (String listed : properties.getProperty("osgi.bundles", "").split(",")) {
            Path bundle = plugins.resolve(fileName(listed));
            Manifest manifest = manifest(bundle);
            String name = name(manifest);
            if (!OURS.contains(name) && contributes(bundle)) {
                Files.writeString(folder.resolve(NEEDS_OSGI), name + "\n");
                return;
            }
            if (NOT_NEEDED.stream().noneMatch(name::startsWith)) {
                copy(bundle, name, manifest);
            }
        }
        Files.writeString(folder.resolve(CLASS_PATH), classPath.stream().map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator)) + "\n");
    }

    /** Such as {@code picocli_4.7.7.jar} of {@code reference:file:picocli_4.7.7.jar@4:start}. */
    private static String fileName(String listed) throws IOException {
        String place = listed.strip().replaceFirst("@[0-9a-z:]*$", "").replaceFirst("^reference:", "")
                .replaceFirst("^file:", "");
        if (place.isEmpty()) {
            throw new IOException("config.ini lists no bundles");
        }
        return place;
    }

    private static Manifest manifest(Path bundle) throws IOException {
        try (InputStream in = open(bundle, JarFile.MANIFEST_NAME)) {
            return in == null ? new Manifest() : new Manifest(in);
        }
    }

    private static String name(Manifest manifest) {
        String name = manifest.getMainAttributes().getValue("Bundle-SymbolicName");
        return name == null ? "" : name.split(";", 2)[0].strip();
    }

    /** An entry of a bundle, whether it is packed or not; null if it has none. */
    private static InputStream open(Path bundle, String entry) throws IOException {
        if (Files.isDirectory(bundle)) {
            return Files.exists(bundle.resolve(entry)) ? Files.newInputStream(bundle.resolve(entry)) : null;
        }
        try (JarFile jar = new JarFile(bundle.toFile(), false)) {
            ZipEntry found = jar.getEntry(entry);
            return found == null ? null : new ByteArrayInputStream(jar.getInputStream(found).readAllBytes());
        }
    }

    private static boolean contributes(Path bundle) throws IOException {
        for (String file : List.of("plugin.xml", "fragment.xml")) {
            try (InputStream in = open(bundle, file)) {
                if (in != null && new String(in.readAllBytes(), StandardCharsets.UTF_8).contains(EXTENSION_POINT)) {
                    return true;
                }
            }
        }
        return false;
    }

    private void copy(Path bundle, String name, Manifest manifest) throws IOException {
        Set<String> inside = inside(manifest);
        Path jar = folder.resolve(name + ".jar");
        classPath.add(jar);
        written.clear();
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            // quick to read; the folder is a copy that takes room for speed
            out.setMethod(ZipOutputStream.STORED);
            if (Files.isDirectory(bundle)) {
                try (Stream<Path> files = Files.walk(bundle)) {
                    for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                        String entry = bundle.relativize(file).toString().replace('\\', '/');
                        add(out, name, entry, Files.readAllBytes(file), inside);
                    }
                }
            } else {
                try (ZipInputStream in = new ZipInputStream(Files.newInputStream(bundle))) {
                    for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                        if (!entry.isDirectory()) {
                            add(out, name, entry.getName(), in.readAllBytes(), inside);
                        }
                    }
                }
            }
        }
    }

    /** Jars inside a bundle that belong to its class path. */
    private static Set<String> inside(Manifest manifest) {
        String path = manifest.getMainAttributes().getValue("Bundle-ClassPath");
        return path == null ? Set.of() : Stream.of(path.split(",")).map(String::strip)
                .filter(entry -> entry.endsWith(".jar")).collect(Collectors.toSet());
    }

    private void add(ZipOutputStream out, String bundle, String entry, byte[] bytes, Set<String> inside)
            throws IOException {
        if (inside.contains(entry)) {
            Path jar = folder.resolve(bundle + "." + entry.substring(entry.lastIndexOf('/') + 1));
            Files.write(jar, bytes);
            classPath.add(jar);
        } else if (!entry.toUpperCase(Locale.ROOT).matches("META-INF/.*\\.(SF|RSA|DSA|EC)") && written.add(entry)) {
            write(out, entry, entry.equals(JarFile.MANIFEST_NAME) ? plain(bytes) : bytes);
        }
    }

    /** A manifest without digests. */
    private static byte[] plain(byte[] bytes) throws IOException {
        Manifest manifest = new Manifest(new ByteArrayInputStream(bytes));
        manifest.getEntries().clear();
        manifest.getMainAttributes().remove(Attributes.Name.CLASS_PATH);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        manifest.write(out);
        return out.toByteArray();
    }

    private static void write(ZipOutputStream out, String name, byte[] bytes) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(bytes);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(sum.getValue());
        out.putNextEntry(entry);
        out.write(bytes);
        out.closeEntry();
    }
}
