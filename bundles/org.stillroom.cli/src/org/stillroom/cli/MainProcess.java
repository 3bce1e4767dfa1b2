// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.stillroom.nodes.catalog.NodeCatalog;

/**
 * The command line as a process of its own on a plain class path, without OSGi: for batch systems and tests. Node types
 * are those of the plugin.xml files on the class path.
 */
public final class MainProcess {

    /** Short commands that always need the node types. */
    private static final Set<String> NEED_CATALOG = Set.of("check", "models", "nodes");

    private MainProcess() {}

    public static void main(String[] arguments) {
        Supplier<NodeCatalog> catalog = catalogFor(arguments.length > 0 ? arguments[0] : "");
        Shell shell = Shell.ofProcess();
        int code;
        try (Interrupts interrupts = Interrupts.watch(shell.err())) {
            code = Main.run(arguments, new Context(shell, catalog, interrupts, "(development)"));
        }
        System.exit(code);
    }

    /** Of commands that need it anyway it is read by another thread while the command line is understood. */
    static Supplier<NodeCatalog> catalogFor(String command) {
        Supplier<NodeCatalog> read = () -> NodeCatalog.fromClassPath(MainProcess.class.getClassLoader());
        return NEED_CATALOG.contains(command) ? CompletableFuture.supplyAsync(read)::join : read;
    }
}
