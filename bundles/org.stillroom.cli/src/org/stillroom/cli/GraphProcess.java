// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

/**
 * The commands that need nothing but graphs, as a process of its own on a class path of a few jars: git calls them once
 * a file, and OSGi alone takes longer to start.
 */
public final class GraphProcess {

    private GraphProcess() {}

    /** @param arguments the name of one of those commands comes first */
    public static void main(String[] arguments) {
        Shell shell = Shell.ofProcess();
        int code;
        try (Interrupts interrupts = Interrupts.watch(shell.err())) {
            code = run(arguments, new Context(shell, () -> {
                throw new IllegalStateException("there are no node types on this class path");
            }, interrupts, "(graphs)"));
        }
        System.exit(code);
    }

    /** What git writes is understood without picocli, which takes as long as all the rest. */
    private static int run(String[] arguments, Context context) {
        boolean merge = arguments.length == 6 && arguments[0].equals("merge") && arguments[4].equals("--path");
        boolean text = arguments.length == 2 && arguments[0].equals("text");
        if (!merge && !text || arguments[1].startsWith("-")) {
            return Main.run(arguments, context);
        }
        try {
            return merge
                    ? MergeCommand.ofGit(context, arguments[1], arguments[2], arguments[3], arguments[5]).call()
                    : TextCommand.ofGit(context, arguments[1]).call();
        } catch (CliException e) {
            new Errors(context.shell().err(), () -> false).tell(e.getMessage(), e);
            return e.exitCode();
        } catch (RuntimeException | Error e) {
            // Java would end with 1, which tells git that there is a merged graph
            new Errors(context.shell().err(), () -> false).tellUnforeseen(e);
            return ExitCode.FAILED;
        }
    }
}
