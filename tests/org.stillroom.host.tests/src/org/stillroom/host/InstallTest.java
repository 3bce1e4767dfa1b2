// SPDX-License-Identifier: EPL-2.0
package org.stillroom.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Installs what the build offers into an Eclipse that knows nothing of it, with the p2 director. */
class InstallTest {

    private static final String STILLROOM = "org.stillroom.feature.feature.group";

    @TempDir
    Path folder;

    @Test
    void aGraphIsOpenedEditedRunAndSavedInAPlainEclipse() throws Exception {
        Host host = Host.copyTo(folder.resolve("eclipse"));
        assertTrue(host.plugins().stream().noneMatch(InstallTest::isOursOrGef), host.plugins().toString());
        succeeds(host.install(List.of(Host.REPOSITORY, Host.CHECKS), STILLROOM, "org.stillroom.host.check"));
        assertEquals(List.of("org.eclipse.gef_3.2.100.v20070620"), versionsOf(host, "org.eclipse.gef"));
        assertEquals(1, versionsOf(host, "org.stillroom.gef.compat").size(), "GEF 3.2 comes with what it misses");

        Path models = folder.resolve("models");
        succeeds(host.run(List.of("-Djava.awt.headless=true"),
                List.of("-data", "@none", "-application", "org.stillroom.mini.family", models.toString())));
        Path result = folder.resolve("result.txt");
        Path graph = Path.of("../../bundles/org.stillroom.mini/graphs/first-picture.stillroom").toAbsolutePath();
        Host.Ended ended = host.run(
                List.of("-Dstillroom.check.result=" + result, "-Dstillroom.check.graph=" + graph.normalize(),
                        "-Dstillroom.check.models=" + models, "--enable-native-access=ALL-UNNAMED"),
                List.of("-data", folder.resolve("workspace").toString()));
        assertTrue(Files.exists(result), ended.output());
        assertEquals("done", Files.readString(result), ended.output());
        assertEquals(0, ended.code(), ended.output());
    }

    @Test
    void aNewerGefOfTheHostStaysAndGetsNoFragment() throws Exception {
        Host host = Host.copyTo(folder.resolve("eclipse"));
        Path newer = Files.createDirectories(folder.resolve("newer/plugins"));
        writeBundle(newer, "org.eclipse.gef", "3.28.0");
        writeBundle(newer, "org.eclipse.draw2d", "3.28.0");
        Path offered = folder.resolve("offered");
        succeeds(host.publish(newer.getParent(), offered));
        succeeds(host.install(List.of(offered), "org.eclipse.gef", "org.eclipse.draw2d"));

        succeeds(host.install(List.of(Host.REPOSITORY), STILLROOM));
        assertEquals(List.of("org.eclipse.gef_3.28.0"), versionsOf(host, "org.eclipse.gef"));
        assertEquals(List.of("org.eclipse.draw2d_3.28.0"), versionsOf(host, "org.eclipse.draw2d"));
        assertEquals(List.of(), versionsOf(host, "org.stillroom.gef.compat"));
        assertEquals(1, versionsOf(host, "org.stillroom.editor").size());
    }

    private static boolean isOursOrGef(String plugin) {
        return plugin.startsWith("org.stillroom") || plugin.startsWith("org.eclipse.gef")
                || plugin.startsWith("org.eclipse.draw2d");
    }

    private static List<String> versionsOf(Host host, String bundle) throws IOException {
        return host.plugins().stream().filter(plugin -> plugin.startsWith(bundle + "_")).toList();
    }

    private static void succeeds(Host.Ended ended) {
        assertEquals(0, ended.code(), ended.output());
    }

    /** A bundle with a name and a version and nothing else: p2 looks at no more. */
    private static void writeBundle(Path folder, String name, String version) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Bundle-ManifestVersion", "2");
        attributes.putValue("Bundle-SymbolicName", name + ";singleton:=true");
        attributes.putValue("Bundle-Version", version);
        try (OutputStream out = Files.newOutputStream(folder.resolve(name + "_" + version + ".jar"));
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            jar.finish();
        }
    }
}
