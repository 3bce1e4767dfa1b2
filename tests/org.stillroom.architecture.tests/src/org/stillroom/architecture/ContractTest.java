// SPDX-License-Identifier: EPL-2.0
package org.stillroom.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What bundles of others are compiled against does not change unnoticed: for each version of the contract there is a
 * file with all that is public in it. Whoever changes the contract raises the version that the bundle of nodes exports
 * (the first number where something goes or changes, the second where something is added) and adds the new file.
 */
class ContractTest {

    private static final String CONTRACT = "org.stillroom.nodes.contract";
    private static final Pattern EXPORT = Pattern.compile(Pattern.quote(CONTRACT) + ";version=\"([0-9.]+)\"");

    @Test
    void theContractIsThatOfItsVersion() throws Exception {
        String exports = Bundles.manifest(Path.of("../../bundles/org.stillroom.nodes")).getMainAttributes()
                .getValue("Export-Package");
        Matcher version = EXPORT.matcher(exports);
        assertTrue(version.find(), exports);
        Path baseline = Path.of("contract", CONTRACT + "-" + version.group(1) + ".txt");
        List<String> found = List.copyOf(contract());
        Path now = Files.createDirectories(Path.of("target")).resolve(baseline.getFileName());
        Files.write(now, found);
        assertTrue(Files.isRegularFile(baseline), "Version " + version.group(1) + " of the contract has no file "
                + baseline + "; look through " + now + " and put it there.");
        assertEquals(String.join("\n", Files.readAllLines(baseline)), String.join("\n", found),
                "The contract is another one than that of its version; raise the version and add its file, " + now);
    }

    private static Set<String> contract() throws ClassNotFoundException {
        Set<String> lines = new TreeSet<>();
        for (JavaClass each : new ClassFileImporter().importPackages(CONTRACT)) {
            Class<?> type = Class.forName(each.getName());
            if (Modifier.isPublic(type.getModifiers())) {
                add(type, lines);
            }
        }
        return lines;
    }

    private static void add(Class<?> type, Set<String> lines) {
        String name = type.getName();
        lines.add(name + " " + Modifier.toString(type.getModifiers()) + " " + type.getGenericSuperclass() + " "
                + Arrays.toString(type.getGenericInterfaces()));
        Stream<Executable> executables =
                Stream.concat(Arrays.stream(type.getDeclaredMethods()), Arrays.stream(type.getDeclaredConstructors()));
        executables.filter(ContractTest::isOffered).forEach(each -> lines.add(name + " " + each.toGenericString()));
        for (Field field : type.getDeclaredFields()) {
            if (isOffered(field)) {
                lines.add(name + " " + field.toGenericString());
            }
        }
    }

    private static boolean isOffered(Member member) {
        return !member.isSynthetic() && (Modifier.isPublic(member.getModifiers())
                || Modifier.isProtected(member.getModifiers()));
    }
}
