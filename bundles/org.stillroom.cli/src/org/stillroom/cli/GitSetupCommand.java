// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "git-setup", description = {
        "Has git merge and compare graphs with Stillroom, in the repository of the current folder, and says what it "
        + "does.",
        "Writes a line into .gitattributes, which is shared, and git's configuration of this clone, which is not: each "
        + "clone needs it once. Git merges graphs as text where it was not done.",
        "May be given again, such as after Stillroom has moved."})
final class GitSetupCommand implements Callable<Integer> {

    private final Context context;

    @Option(names = "--undo", description = "Takes back what this command did.")
    private boolean undo;

    @Option(names = "--command", paramLabel = "FILE",
            description = "The program that git is to call. Default: this one.")
    private Path command;

    GitSetupCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CliException {
        Git git = new Git(context.shell());
        Path top = git.workingTree().orElseThrow(() -> new CliException(ExitCode.USAGE, context.shell().folder()
                + " is in no working tree of git, so nothing was done; run this in the repository with your graphs"));
        try {
            if (undo) {
                undo(git, new GitAttributes(top.resolve(".gitattributes")));
            } else {
                setUp(git, new GitAttributes(top.resolve(".gitattributes")));
            }
            return ExitCode.DONE;
        } catch (IOException e) {
            throw new CliException(ExitCode.FAILED, top.resolve(".gitattributes") + " could not be changed: "
                    + e.getMessage(), e);
        }
    }

    private void setUp(Git git, GitAttributes attributes) throws CliException, IOException {
        PrintWriter out = context.shell().out();
        Map<String, String> wanted = settings();
        for (Map.Entry<String, String> setting : wanted.entrySet()) {
            boolean known = git.configured(setting.getKey()).filter(setting.getValue()::equals).isPresent();
            if (!known) {
                git.tell("config", "--local", "--replace-all", setting.getKey(), setting.getValue());
            }
            out.println((known ? "already configured: " : "configured: ") + setting.getKey() + " = "
                    + setting.getValue());
        }
        boolean known = attributes.hasLine();
        if (!known) {
            attributes.add();
        }
        out.println(attributes.file() + (known ? " already has: " : " now has: ") + GitAttributes.LINE);
        out.println("Git merges graphs with Stillroom in this clone, and shows their changes in its words. Commit "
                + ".gitattributes; in each other clone, \"stillroom git-setup\" is needed once.");
    }

    private void undo(Git git, GitAttributes attributes) throws CliException, IOException {
        PrintWriter out = context.shell().out();
        boolean found = false;
        for (String section : new String[] {"merge.stillroom", "diff.stillroom"}) {
            if (git.ask("config", "--local", "--remove-section", section).isPresent()) {
                out.println("removed from the configuration: " + section);
                found = true;
            }
        }
        if (attributes.hasLine()) {
            attributes.remove();
            out.println("removed from " + attributes.file() + ": " + GitAttributes.LINE);
            found = true;
        }
        if (!found) {
            out.println("there was nothing to undo");
        }
    }

    private Map<String, String> settings() throws CliException {
        String program = "'" + program().replace("'", "'\\''") + "'";
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("merge.stillroom.name", "Stillroom graphs, by node, wire and value");
        settings.put("merge.stillroom.driver", program + " merge %O %A %B --path %P");
        settings.put("diff.stillroom.textconv", program + " text");
        return settings;
    }

    private String program() throws CliException {
        return Optional.ofNullable(command).map(file -> context.shell().resolve(file).toString())
                .or(() -> Optional.of(context.shell().variable("STILLROOM_COMMAND")).filter(name -> !name.isEmpty()))
                .orElseThrow(() -> new CliException(ExitCode.USAGE, "Stillroom was not started by its script, so what "
                        + "git is to call is not known; name it with --command"));
    }
}
