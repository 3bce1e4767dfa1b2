// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line. Runs in any process and never ends it. */
public final class Main {

    private static final List<String> EXIT_CODES = List.of(
            "Exit codes:",
            "  0    done",
            "  1    the graph is wrong",
            "  2    wrong usage",
            "  3    a model or file is missing",
            "  4    failed while running",
            "  130  cancelled, by Ctrl-C or otherwise");

    private final Context context;
    private final RootCommand root = new RootCommand();
    private final Errors errors;

    private Main(Context context) {
        this.context = context;
        this.errors = new Errors(context.shell().err(), root::stacktrace);
    }

    /** @return one of {@link ExitCode} */
    public static int run(String[] arguments, Context context) {
        return new Main(context).run(arguments);
    }

    private int run(String[] arguments) {
        Shell shell = context.shell();
        try {
            CommandLine line = RootCommand.commandLine(root, context, errors, arguments.length > 0 ? arguments[0] : "")
                    .setOut(shell.out())
                    .setErr(shell.err())
                    .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                    .setExpandAtFiles(false)
                    .setUsageHelpAutoWidth(false)
                    .setUsageHelpWidth(100)
                    .setParameterExceptionHandler(this::wrongUsage)
                    .setExecutionExceptionHandler((e, command, parsed) -> failed(e));
            addExitCodes(line);
            return line.execute(arguments);
        } catch (Throwable e) {
            return failed(e);
        } finally {
            shell.out().flush();
            shell.err().flush();
        }
    }

    private static void addExitCodes(CommandLine line) {
        CommandLine running = line.getSubcommands().getOrDefault("run", line);
        for (CommandLine command : new LinkedHashSet<>(List.of(line, running))) {
            var usage = command.getCommandSpec().usageMessage();
            List<String> footer = new ArrayList<>(List.of(usage.footer()));
            if (!footer.isEmpty()) {
                footer.add(0, "");
            }
            footer.add("");
            footer.addAll(EXIT_CODES);
            usage.footer(footer.toArray(String[]::new));
        }
    }

    private int wrongUsage(ParameterException e, String[] arguments) {
        PrintWriter err = context.shell().err();
        errors.tell(UsageError.sentence(e), e.getCause());
        UnmatchedArgumentException.printSuggestions(e, err);
        CommandLine command = e.getCommandLine();
        if (command.getParent() == null && arguments.length == 0) {
            command.usage(err);
        } else {
            err.println("\"" + command.getCommandSpec().qualifiedName() + " --help\" shows what can be given.");
        }
        return ExitCode.USAGE;
    }

    private int failed(Throwable e) {
        return switch (e) {
            case CliException known -> {
                errors.tell(known.getMessage(), known.getCause());
                yield known.exitCode();
            }
            case CancellationException cancelled -> {
                context.interrupts().tellCancelled();
                yield ExitCode.CANCELLED;
            }
            case OutOfMemoryError memory -> {
                errors.tell("Java's memory is too small (" + memory.getMessage()
                        + "); give it more, such as -Xmx4g", memory);
                yield ExitCode.FAILED;
            }
            default -> {
                errors.tellUnforeseen(e);
                yield ExitCode.FAILED;
            }
        };
    }
}
