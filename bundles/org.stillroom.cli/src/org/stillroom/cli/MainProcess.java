// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import org.stillroom.nodes.catalog.NodeCatalog;

/**
 * The command line as a process of its own on a plain class path, without OSGi: for batch systems and tests. Node types
 * are those of the plugin.xml files on the class path.
 */
public final class MainProcess {

    private MainProcess() {}

    public static void main(String[] arguments) {
        Shell shell = Shell.ofProcess();
        int code;
        try (Interrupts interrupts = Interrupts.watch(shell.err())) {
            code = Main.run(arguments, new Context(shell,
                    () -> NodeCatalog.fromClassPath(MainProcess.class.getClassLoader()), interrupts, "(development)"));
        }
        System.exit(code);
    }
}
