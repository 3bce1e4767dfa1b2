// SPDX-License-Identifier: EPL-2.0
package org.stillroom.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What bundles export is what others need. Equinox hides a package from strangers only in its strict mode, and class
 * paths never, so it is looked at here who uses what.
 */
class ExportsTest {

    /** What is for everybody; all else that is exported names its friends. */
    private static final Set<String> PUBLIC = Set.of("org.stillroom.batch.table", "org.stillroom.graph",
            "org.stillroom.graph.io", "org.stillroom.graph.work", "org.stillroom.nodes.catalog",
            "org.stillroom.nodes.check",
            "org.stillroom.nodes.contract", "org.stillroom.edit", "org.stillroom.edit.layout", "org.stillroom.engine",
            "org.stillroom.engine.memory",
            "org.stillroom.torch.formats", "org.stillroom.torch.models", "org.stillroom.torch.runtime",
            "org.stillroom.diffusion.pipeline", "org.stillroom.diffusion.values", "org.stillroom.world",
            "org.stillroom.editor.actions", "org.stillroom.editor.canvas", "org.stillroom.editor.canvas.context",
            "org.stillroom.editor.overview", "org.stillroom.editor.palette", "org.stillroom.editor.status",
            "org.stillroom.workbench.fixes", "org.stillroom.workbench.results", "org.stillroom.mini");

    private static final Pattern EXPORT = Pattern.compile("\\s*([a-z0-9_.]+)((?:;[^,\"]*(?:\"[^\"]*\")?)*),?");
    private static final Pattern FRIENDS = Pattern.compile("x-friends:=\"([^\"]*)\"");

    @Test
    void strangersSeeWhatIsMeantForThem() throws IOException {
        Map<String, Set<String>> exports = exports();
        Set<String> all = exports.entrySet().stream().filter(export -> export.getValue().isEmpty())
                .map(Map.Entry::getKey).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(new TreeSet<>(PUBLIC), all);
    }

    @Test
    void friendsAreThoseWhoUseIt() throws IOException {
        Map<String, Set<String>> users = users();
        exports().forEach((name, friends) -> {
            if (!friends.isEmpty()) {
                assertEquals(users.getOrDefault(name, Set.of()), friends, name);
            }
        });
    }

    @Test
    void whatIsUsedIsExported() throws IOException {
        Set<String> hidden = users().keySet();
        hidden.removeAll(exports().keySet());
        assertEquals(Set.of(), hidden);
    }

    @Test
    void theExportsAreRead() {
        assertEquals(Map.of("a.b", Set.of(), "a.c", Set.of("x", "y"), "d", Set.of()), parse(
                "a.b;version=\"1.0.0\",a.c;version=\"1,0\";x-friends:=\"x, y\",d"));
    }

    /** By package, who may use it; empty for everybody. */
    private static Map<String, Set<String>> exports() throws IOException {
        Map<String, Set<String>> exports = new TreeMap<>();
        for (Path bundle : Bundles.folders()) {
            String exported = Bundles.manifest(bundle).getMainAttributes().getValue("Export-Package");
            if (exported != null && !bundle.endsWith("org.stillroom.gef.compat")) {
                exports.putAll(parse(exported));
            }
        }
        assertTrue(exports.size() > 30, exports.toString());
        return exports;
    }

    private static Map<String, Set<String>> parse(String exported) {
        Map<String, Set<String>> exports = new TreeMap<>();
        Matcher export = EXPORT.matcher(exported);
        while (export.find()) {
            Matcher friends = FRIENDS.matcher(export.group(2));
            exports.put(export.group(1), !friends.find() ? Set.of() : Arrays.stream(friends.group(1).split(","))
                    .map(String::strip).collect(Collectors.toCollection(TreeSet::new)));
        }
        return exports;
    }

    /** By package, which other bundles use it. */
    private static Map<String, Set<String>> users() {
        Map<String, Set<String>> users = new TreeMap<>();
        for (JavaClass each : ArchitectureTest.CLASSES) {
            String from = Bundles.of(each.getPackageName());
            for (Dependency use : each.getDirectDependenciesFromSelf()) {
                String used = use.getTargetClass().getBaseComponentType().getPackageName();
                if (!from.isEmpty() && !Bundles.of(used).isEmpty() && !Bundles.of(used).equals(from)) {
                    users.computeIfAbsent(used, name -> new TreeSet<>()).add("org.stillroom." + from);
                }
            }
        }
        return users;
    }
}
