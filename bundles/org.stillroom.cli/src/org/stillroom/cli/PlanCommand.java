// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.stillroom.engine.memory.MemoryBudget;
import org.stillroom.engine.memory.MemoryPlan;
import org.stillroom.engine.memory.MemoryPlanner;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Problem;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.check.CheckedGraph;
import org.stillroom.nodes.check.GraphCheck;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.torch.runtime.Device;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "plan", description = {
        "Foretells how much memory a run of a graph takes, model by model, and what becomes of the models.",
        "Runs nothing, and reads headers of models, never weights. \"at a time\" is how much of the weights is "
                + "in memory at most, \"work\" what is computed with them, \"others\" what is in memory meanwhile. "
                + "Results that are kept from earlier runs are not looked for: they spare a run what they stand for.",
        "Exits with 1 if it cannot fit or the graph has errors, or with 3 if all that is wrong is that models or files "
                + "are missing."})
final class PlanCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private GraphOption graph;

    @Mixin
    private DeviceOption device;

    @Mixin
    private MemoryOption memory;

    @Option(names = "--only", paramLabel = "NODE",
            description = "Plans this node and what it needs, and nothing else; may be given several times.")
    private List<String> only = new ArrayList<>();

    PlanCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CliException {
        Device computes = device.named();
        Supplier<MemoryBudget> budget = memory.budget(computes);
        NodeCatalog catalog = context.catalog();
        Graph loaded = graph.load(context.shell(), catalog);
        ModelFolders folders = graph.folders(context.shell());
        Collection<String> targets = only.isEmpty() ? GraphCheck.sinks(loaded, catalog) : only;
        CheckedGraph checked = GraphCheck.check(loaded, catalog, folders, targets);
        if (!checked.errors().isEmpty()) {
            for (Problem problem : checked.errors()) {
                context.shell().err().println("error: " + problem);
            }
            return checked.missingModels() ? ExitCode.MISSING : ExitCode.GRAPH_WRONG;
        }
        Optional<MemoryPlan> plan = MemoryPlanner.plan(checked, checked.order(), catalog, folders,
                computes.toString(), budget);
        if (plan.isEmpty()) {
            context.shell().out().println("no node of this graph loads a model");
            return ExitCode.DONE;
        }
        new PlanTable(plan.get()).print(context.shell().out());
        plan.get().problem().ifPresent(problem -> context.shell().out().println(
                (plan.get().impossible() ? "error: " : "warning: ") + plan.get().largest().orElseThrow().node() + ": "
                        + problem));
        return plan.get().impossible() ? ExitCode.GRAPH_WRONG : ExitCode.DONE;
    }
}
