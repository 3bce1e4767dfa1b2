// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

@Command(name = "stillroom", description = "Draws pictures from graphs of text-to-image nodes.",
        synopsisSubcommandLabel = "COMMAND", footer = "%nTo open the window: releng/stillroom studio [GRAPH]")
final class RootCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = {"-h", "--help"}, usageHelp = true, scope = ScopeType.INHERIT, description = "Shows this help.")
    @SuppressWarnings("unused")
    private boolean help;

    @Option(names = {"-V", "--version"}, versionHelp = true, description = "Shows the version.")
    @SuppressWarnings("unused")
    private boolean version;

    @Option(names = "--stacktrace", scope = ScopeType.INHERIT,
            description = "Shows where in the program an error came from.")
    private boolean stacktrace;

    boolean stacktrace() {
        return stacktrace;
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "no command was given");
    }

    /** Those that need neither node types nor models: they load few classes. */
    static CommandLine ofGraphs(RootCommand root, Context context) {
        CommandLine line = new CommandLine(root)
                .addSubcommand(new DiffCommand(context))
                .addSubcommand(new TextCommand(context))
                .addSubcommand(new MergeCommand(context))
                .addSubcommand(new SettleCommand(context));
        line.getCommandSpec().version("stillroom " + context.version());
        return line;
    }

    /** All commands. */
    static CommandLine commandLine(RootCommand root, Context context, Errors errors) {
        CommandLine line = ofGraphs(root, context)
                .addSubcommand(new GitSetupCommand(context))
                .addSubcommand(new RunCommand(context, errors))
                // before check: of commands that are as near to a slip of the finger, picocli names the last
                .addSubcommand(new CacheCommand(context))
                .addSubcommand(new CheckCommand(context))
                .addSubcommand(new NodesCommand(context))
                .addSubcommand(new ModelsCommand(context))
                .addSubcommand(new PinCommand(context))
                .addSubcommand(new TrainCommand(context))
                .addSubcommand(new DistillCommand(context))
                .addSubcommand(new EvaluateCommand(context));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.getSubcommands().get("run").getCommandSpec().usageMessage().footer(EventWriter.DESCRIPTION);
        return line;
    }
}
