// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.nodes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.stillroom.evaluation.measures.PromptList;
import org.stillroom.nodes.contract.ConfigureContext;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.NodeFunction;
import org.stillroom.nodes.contract.Parameters;
import org.stillroom.world.Split;
import org.stillroom.world.Wording;
import org.stillroom.world.World;

/** Prompts that are typed, read from a file, or captions of the miniature world. */
public final class PromptSetNode implements NodeFunction {

    /** A longer file is read when the graph runs only, not each time it is edited. */
    private static final long SMALL = 2_000_000;

    @Override
    public void configure(ConfigureContext context) {
        Parameters parameters = context.parameters();
        String source = parameters.text("source");
        try {
            if (source.equals("world")) {
                context.output("prompts", new PromptSet.Info(parameters.integer("count")));
            } else if (!source.equals("file") || Files.size(file(parameters, context.models())) < SMALL) {
                context.output("prompts", new PromptSet.Info(prompts(parameters, context.models()).prompts().size()));
            }
        } catch (NodeException e) {
            context.error(e);
        } catch (IOException e) {
            context.error("file", e.getMessage());
        }
    }

    @Override
    public void execute(ExecuteContext context) throws NodeException {
        context.output("prompts", prompts(context.parameters(), context.models()));
    }

    private static PromptSet prompts(Parameters parameters, ModelFolders models) throws NodeException {
        return switch (parameters.text("source")) {
            case "file" -> listed(file(parameters, models));
            case "world" -> world(parameters);
            default -> typed(parameters.text("lines"));
        };
    }

    private static Path file(Parameters parameters, ModelFolders models) throws NodeException {
        return models.file("file", parameters.text("file"));
    }

    private static PromptSet listed(Path file) throws NodeException {
        try {
            return new PromptSet(file.getFileName().toString(), PromptList.read(file).prompts());
        } catch (IOException e) {
            throw new NodeException("file", e.getMessage(), e);
        }
    }

    private static PromptSet typed(String lines) throws NodeException {
        List<String> prompts = lines.lines().map(String::strip).filter(line -> !line.isEmpty()).distinct().toList();
        if (prompts.isEmpty()) {
            throw new NodeException("lines", "There is no prompt; write one in each line, or choose another source.");
        }
        return new PromptSet("typed", prompts);
    }

    /** Repeated captions stay: how often each kind comes is part of the world. */
    private static PromptSet world(Parameters parameters) {
        String split = parameters.text("split");
        World world = new World(parameters.seed("seed"), Split.valueOf(split.toUpperCase(Locale.ROOT)),
                Wording.valueOf(parameters.text("wording").toUpperCase(Locale.ROOT)));
        return new PromptSet("world, " + split, LongStream.range(0, parameters.integer("count"))
                .mapToObj(world::caption).toList());
    }
}
