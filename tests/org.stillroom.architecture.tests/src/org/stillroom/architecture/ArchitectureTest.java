// SPDX-License-Identifier: EPL-2.0
package org.stillroom.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the layers of the design: windows stay in the editor and above, arrows between bundles point one way. */
class ArchitectureTest {

    private static final String LICENCE = "SPDX-License-Identifier: EPL-2.0";
    static final JavaClasses CLASSES = new ClassFileImporter().importPackages("org.stillroom");

    @Test
    void classesUseOnlyBundlesThatTheDesignLetsThem() {
        Set<String> wrong = new TreeSet<>();
        for (Dependency use : dependencies()) {
            String from = Bundles.of(use.getOriginClass().getPackageName());
            String to = Bundles.of(use.getTargetClass().getPackageName());
            if (!to.isEmpty() && !Bundles.mayUse(from, to)) {
                wrong.add(use.getDescription());
            }
        }
        assertEquals(Set.of(), wrong);
    }

    @Test
    void noPackageIsInACircleWithAnother() {
        SlicesRuleDefinition.slices().matching("org.stillroom.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void classesWithoutWindowsKnowNoWindows() {
        Set<String> wrong = new TreeSet<>();
        for (Dependency use : dependencies()) {
            boolean window = Bundles.isOf(Bundles.WINDOW_PACKAGES, use.getTargetClass().getPackageName());
            if (window && Bundles.WITHOUT_WINDOWS.contains(Bundles.of(use.getOriginClass().getPackageName()))) {
                wrong.add(use.getDescription());
            }
        }
        assertEquals(Set.of(), wrong);
    }

    @Test
    void theCanvasKnowsNoWorkbench() {
        Set<String> wrong = new TreeSet<>();
        for (Dependency use : dependencies()) {
            if (Bundles.of(use.getOriginClass().getPackageName()).equals("editor")
                    && Bundles.isOf(Bundles.WORKBENCH_PACKAGES, use.getTargetClass().getPackageName())) {
                wrong.add(use.getDescription());
            }
        }
        assertEquals(Set.of(), wrong);
    }

    @Test
    void onlyTorchKnowsDjl() {
        Set<String> wrong = new TreeSet<>();
        for (Dependency use : dependencies()) {
            String from = Bundles.of(use.getOriginClass().getPackageName());
            if (use.getTargetClass().getPackageName().startsWith("ai.djl") && !from.equals("torch")) {
                wrong.add(use.getDescription());
            }
        }
        assertEquals(Set.of(), wrong);
    }

    @Test
    void onlyEditsKnowElk() {
        Set<String> wrong = new TreeSet<>();
        for (Dependency use : dependencies()) {
            String from = Bundles.of(use.getOriginClass().getPackageName());
            if (use.getTargetClass().getPackageName().startsWith("org.eclipse.elk") && !from.equals("edit")) {
                wrong.add(use.getDescription());
            }
        }
        assertEquals(Set.of(), wrong);
    }

    @Test
    void everyBundleWithClassesWasLookedAt() {
        Set<String> seen = CLASSES.stream().map(c -> Bundles.of(c.getPackageName())).filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> all = new TreeSet<>(Bundles.names());
        all.remove("help");
        assertTrue(seen.containsAll(all), "classes of all bundles are on the class path: " + seen);
    }

    @Test
    void manifestsAskOnlyForWhatTheLayersAllow() throws IOException {
        List<Path> folders = Bundles.folders();
        assertTrue(folders.size() >= 8, "bundles were found: " + folders);
        List<String> problems = new ArrayList<>();
        for (Path folder : folders) {
            problems.addAll(Bundles.problems(Bundles.manifest(folder)));
        }
        assertEquals(List.of(), problems);
    }

    @Test
    void aManifestWithAWindowOrAWrongArrowIsFound() throws IOException {
        String bad = "Manifest-Version: 1.0\nBundle-SymbolicName: org.stillroom.nodes;singleton:=true\n"
                + "Require-Bundle: org.stillroom.graph,org.stillroom.engine;bundle-version=\"[0.1,1.0)\"\n"
                + "Import-Package: org.eclipse.swt.widgets\n\n";
        List<String> problems =
                Bundles.problems(new Manifest(new ByteArrayInputStream(bad.getBytes(StandardCharsets.UTF_8))));
        assertEquals(2, problems.size(), problems.toString());
        String canvas = bad.replace(".nodes;", ".editor;").replace("org.eclipse.swt.widgets", "org.eclipse.ui.part");
        problems = Bundles.problems(new Manifest(new ByteArrayInputStream(canvas.getBytes(StandardCharsets.UTF_8))));
        assertEquals(2, problems.size(), problems.toString());
        String stranger = bad.replace("org.stillroom.nodes", "org.stillroom.stranger");
        problems = Bundles.problems(new Manifest(new ByteArrayInputStream(stranger.getBytes(StandardCharsets.UTF_8))));
        assertEquals(1, problems.size(), problems.toString());
        assertFalse(Bundles.mayUse("torch", "diffusion"));
        assertTrue(Bundles.mayUse("diffusion", "torch"));
        assertTrue(Bundles.mayUse("cli", "distill"));
        assertFalse(Bundles.mayUse("cli", "workbench"), "the command line has no windows");
        assertFalse(Bundles.mayUse("editor", "torch"), "the canvas runs nothing");
        assertFalse(Bundles.mayUse("workbench", "diffusion"), "any graph can be edited");
        assertFalse(Bundles.mayUse("workbench", "encoders"));
        assertFalse(Bundles.mayUse("workbench", "pictures"));
    }

    @Test
    void sourcesCarryTheLicence() throws IOException {
        List<String> without = new ArrayList<>();
        for (Path file : sources()) {
            if (Files.readString(file).lines().limit(4).noneMatch(line -> line.contains(LICENCE))) {
                without.add(file.toString());
            }
        }
        assertEquals(List.of(), without);
    }

    @Test
    void linesOfJavaAreNotTooLong() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (Path file : sources()) {
            if (file.toString().endsWith(".java")) {
                Files.readString(file).lines().filter(line -> line.length() > 120)
                        .forEach(line -> tooLong.add(file + ": " + line.strip()));
            }
        }
        assertEquals(List.of(), tooLong);
    }

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String top : List.of("../../bundles", "../../tests", "../../releng")) {
            try (Stream<Path> files = Files.walk(Path.of(top))) {
                files.filter(ArchitectureTest::isSource).forEach(sources::add);
            }
        }
        return sources;
    }

    private static boolean isSource(Path file) {
        String path = file.toString();
        boolean built = path.contains("/target/") || path.contains("/bin/") || path.contains("/lib/")
                || file.getFileName().toString().startsWith(".");
        return !built && (path.endsWith(".java") || path.endsWith(".py") || path.endsWith("pom.xml")
                || path.endsWith("plugin.xml") || path.endsWith(".exsd"));
    }

    private static List<Dependency> dependencies() {
        List<Dependency> all = new ArrayList<>();
        for (JavaClass javaClass : CLASSES) {
            if (!Bundles.of(javaClass.getPackageName()).isEmpty()) {
                all.addAll(javaClass.getDirectDependenciesFromSelf());
            }
        }
        return all;
    }
}
