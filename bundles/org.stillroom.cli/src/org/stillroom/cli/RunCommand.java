// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.stillroom.engine.DiskCache;
import org.stillroom.engine.Engine;
import org.stillroom.engine.NodeFailure;
import org.stillroom.engine.Run;
import org.stillroom.engine.RunRequest;
import org.stillroom.engine.RunResult;
import org.stillroom.engine.memory.MemoryBudget;
import org.stillroom.graph.Graph;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.ProcessEnd;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "run", description = {
        "Runs a graph and prints the path of every picture and file it wrote, one a line.",
        "Progress and errors go to standard error: bars on a terminal, plain lines otherwise. NO_COLOR turns colours "
        + "off; STILLROOM_TTY=1 or 0 says whether it is a terminal where that is not found out."})
final class RunCommand implements Callable<Integer> {

    private final Context context;
    private final Errors errors;

    @Mixin
    private GraphOption graph;

    @Option(names = "--out", paramLabel = "DIR", defaultValue = "pictures",
            description = "Where pictures and files go; made if it is not there. Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Mixin
    private DeviceOption device;

    @Mixin
    private MemoryOption memory;

    @Mixin
    private CacheOption cache;

    @Option(names = "--events", paramLabel = "FILE",
            description = "Writes events as JSON to a file, or to standard output if it is -; see below.")
    private String events;

    @Option(names = "--only", paramLabel = "NODE",
            description = "Runs this node and what it needs, and nothing else; may be given several times.")
    private List<String> only = new ArrayList<>();

    RunCommand(Context context, Errors errors) {
        this.context = context;
        this.errors = errors;
    }

    @Override
    public Integer call() throws CliException, InterruptedException {
        ProcessEnd.prepare();
        Shell shell = context.shell();
        Device computes = device.named();
        Supplier<MemoryBudget> budget = memory.budget(computes);
        NodeCatalog catalog = context.catalog();
        Graph loaded = graph.load(shell, catalog);
        ModelFolders folders = graph.folders(shell);
        Path pictures = OutputFolder.check(shell.resolve(out), "pictures", "--out");
        Optional<DiskCache> disk = cache.disk(shell);
        device.checkIfCard();
        RunWarnings.print(loaded, catalog, folders, only, shell.err());
        Optional<EventWriter> writer = EventsTarget.open(shell, events);
        try (Engine engine = new Engine(catalog)) {
            return run(engine, loaded, writer, reporter -> new RunRequest(loaded, folders, pictures,
                    computes.toString(), new LinkedHashSet<>(only), reporter, Optional.empty(), disk,
                    Optional.of(budget)));
        } finally {
            EventsTarget.close(writer);
        }
    }

    private int run(Engine engine, Graph loaded, Optional<EventWriter> writer,
            Function<RunReporter, RunRequest> request) throws CliException, InterruptedException {
        AtomicReference<Run> running = new AtomicReference<>();
        Runnable cancel = () -> Optional.ofNullable(running.get()).ifPresent(Run::cancel);
        boolean toOutput = "-".equals(events);
        try (ProgressDisplay progress = ProgressDisplay.to(context.shell(), loaded.nodes().keySet())) {
            // without a reader of standard output the rest of a run is of no use; a file may have been a bonus
            RunReporter reporter = new RunReporter(progress, writer, toOutput ? cancel : () -> { });
            running.set(engine.start(request.apply(reporter)));
            context.interrupts().onInterrupt(cancel, () -> EventsTarget.abandon(writer));
            if (context.interrupts().interrupted() || toOutput && reporter.eventsFailure().isPresent()) {
                cancel.run();
            }
            RunResult result = running.get().await();
            progress.close();
            return report(result, reporter.eventsFailure());
        }
    }

    private int report(RunResult result, Optional<IOException> eventsFailure) throws CliException {
        boolean interrupted = context.interrupts().interrupted();
        // what fails while the program is ending fails for that reason
        for (NodeFailure failure : interrupted ? List.<NodeFailure>of() : result.failures()) {
            errors.tell(failure.toString(), failure.cause().orElse(null));
        }
        result.files().forEach(context.shell().out()::println);
        if (result.cancelled() || interrupted) {
            context.interrupts().tellCancelled();
            return ExitCode.CANCELLED;
        }
        if (eventsFailure.isPresent()) {
            throw new CliException(ExitCode.FAILED, "the events could not be written to " + events + ": "
                    + eventsFailure.get().getMessage() + "; the run itself ended", eventsFailure.get());
        }
        return RunExit.of(result);
    }
}
