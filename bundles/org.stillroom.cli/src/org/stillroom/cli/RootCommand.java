// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
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

    /**
     * The commands; of them only the one that is called, where it is known, as each takes time to be understood.
     *
     * @param called the first argument; empty for none
     */
    static CommandLine commandLine(RootCommand root, Context context, Errors errors, String called) {
        Map<String, Supplier<Object>> commands = commands(context, errors);
        CommandLine line = new CommandLine(root);
        (commands.containsKey(called) ? List.of(commands.get(called)) : commands.values())
                .forEach(command -> line.addSubcommand(command.get()));
        line.getCommandSpec().version("stillroom " + context.version());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        if (line.getSubcommands().containsKey("run")) {
            line.getSubcommands().get("run").getCommandSpec().usageMessage().footer(EventWriter.DESCRIPTION);
        }
        return line;
    }

    /** By the names that they have themselves, in the order of the help. */
    private static Map<String, Supplier<Object>> commands(Context context, Errors errors) {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("diff", () -> new DiffCommand(context));
        commands.put("text", () -> new TextCommand(context));
        commands.put("merge", () -> new MergeCommand(context));
        commands.put("settle", () -> new SettleCommand(context));
        commands.put("git-setup", () -> new GitSetupCommand(context));
        commands.put("run", () -> new RunCommand(context, errors));
        commands.put("batch", () -> new BatchCommand(context, errors));
        commands.put("plan", () -> new PlanCommand(context));
        // before check: of commands that are as near to a slip of the finger, picocli names the last
        commands.put("cache", () -> new CacheCommand(context));
        commands.put("check", () -> new CheckCommand(context));
        commands.put("nodes", () -> new NodesCommand(context));
        commands.put("models", () -> new ModelsCommand(context));
        commands.put("pin", () -> new PinCommand(context));
        commands.put("bundle", () -> new BundleCommand(context));
        commands.put("unbundle", () -> new UnbundleCommand(context));
        commands.put("doctor", () -> new DoctorCommand(context));
        commands.put("train", () -> new TrainCommand(context));
        commands.put("distill", () -> new DistillCommand(context));
        commands.put("evaluate", () -> new EvaluateCommand(context));
        commands.put("cost", () -> new CostCommand(context));
        return commands;
    }
}
