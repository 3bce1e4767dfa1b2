// SPDX-License-Identifier: EPL-2.0
package org.stillroom.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** NOTICE names all of others that ships; each line of a part is name and version, licence, source, and more. */
class NoticeTest {

    private static final Path PRODUCTS = Path.of("../../releng/org.stillroom.product/target/products");

    @ParameterizedTest
    @ValueSource(strings = {"stillroom", "studio"})
    void namesWhatShips(String product) throws Exception {
        Path root = PRODUCTS.resolve(product).resolve("linux/gtk/x86_64");
        List<String> lines = Files.readAllLines(root.resolve("NOTICE"));
        List<String> missing = new ArrayList<>();
        for (String plugin : Product.filesIn(root.resolve("plugins"))) {
            String name = plugin.split("_(?=\\d+\\.)", 2)[0];
            if (plugin.startsWith("org.stillroom.")) {
                // the parts have no versions in their file names, and other names than their artifacts
                long inside = libraries(root.resolve("plugins").resolve(plugin));
                assertEquals(inside, lines.stream().filter(line -> line.contains(", in " + name + " ")).count(), name);
            } else if (lines.stream().noneMatch(line -> names(line, name, plugin))) {
                missing.add(plugin);
            }
        }
        assertEquals(List.of(), missing);
        for (String line : lines.stream().skip(4).takeWhile(line -> !line.isEmpty()).toList()) {
            assertFalse(line.split(" \\| ").length < 3 || line.contains(" |  |"), line);
        }
    }

    /** How many jars a plug-in has inside, be it a folder or a file. */
    private static long libraries(Path plugin) throws IOException {
        if (Files.isDirectory(plugin)) {
            return Product.filesIn(plugin.resolve("lib")).size();
        }
        try (ZipFile zip = new ZipFile(plugin.toFile())) {
            return zip.stream().filter(entry -> entry.getName().matches("lib/.+")).count();
        }
    }

    /** Whether a line is that of a plug-in, in its version; OSGi's has three numbers, and none begins with a zero. */
    private static boolean names(String line, String name, String plugin) {
        if (!line.startsWith(name + " ")) {
            return false;
        }
        List<Integer> version = numbers(line.substring(name.length() + 1));
        List<Integer> shipped = numbers(plugin.substring(name.length() + 1));
        return !version.isEmpty() && shipped.subList(0, version.size()).equals(version);
    }

    /** The numbers with which a version begins, at most three. */
    private static List<Integer> numbers(String version) {
        return Arrays.stream(version.split("[^0-9]")).takeWhile(part -> !part.isEmpty()).limit(3)
                .map(Integer::parseInt).toList();
    }
}
