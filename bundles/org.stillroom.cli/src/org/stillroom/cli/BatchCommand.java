// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.stillroom.batch.job.BatchException;
import org.stillroom.batch.job.Item;
import org.stillroom.batch.job.Job;
import org.stillroom.batch.job.JobRequest;
import org.stillroom.batch.job.Variation;
import org.stillroom.batch.run.BatchRunner;
import org.stillroom.batch.run.ResultFolder;
import org.stillroom.batch.run.RunnerSettings;
import org.stillroom.engine.DiskCache;
import org.stillroom.engine.memory.MemoryBudget;
import org.stillroom.graph.Graph;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.ProcessEnd;
import org.stillroom.torch.runtime.Torch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "batch", description = {
        "Runs a graph with each of many prompts, with each of some values and with each of some seeds; here, or on "
        + "Apache Spark.",
        "Writes pictures, which carry their graph, and a table of values, numbers that nodes showed, seconds and "
        + "errors (table.csv, table.parquet), and prints the path of each. What has a result is not drawn again: "
        + "started once more, a batch goes on where it was, and tries again what failed."})
final class BatchCommand implements Callable<Integer> {

    private final Context context;
    private final Errors errors;

    @Mixin
    private GraphOption graph;

    @Option(names = "--prompts", paramLabel = "FILE", description = "A prompt in each line (.txt), or in the column "
            + "prompt, text or caption of a table (.csv, .tsv, .jsonl, .json, .parquet). A column called NODE.PARAM, "
            + "such as noise.seed, has values of that parameter, and seed and negative go beside the prompt; others "
            + "come back in the table. Default: the graph's own prompt.")
    private Path prompts;

    @Option(names = "--count", paramLabel = "N", defaultValue = "1000000",
            description = "The first so many prompts. Default: all.")
    private int count;

    @Option(names = "--prompt-node", paramLabel = "NODE[.PARAM]",
            description = "Where the prompts go. Default: the graph's one Prompt node.")
    private String promptNode;

    @Option(names = "--vary", paramLabel = "NODE.PARAM=A,B,C", description = "Draws each prompt with each of the "
            + "values, such as t5_encoder.model=mini/text_encoder_2,mini/students/base or denoiser.steps=4,20; may be "
            + "given several times, and then with each combination.")
    private List<String> vary = new ArrayList<>();

    @Option(names = "--seeds", paramLabel = "0..9|A,B,C",
            description = "Draws each with each of the seeds. Default: the graph's own seed.")
    private String seeds;

    @Option(names = "--seed-node", paramLabel = "NODE[.PARAM]",
            description = "Where the seeds go. Default: the graph's one node with a seed.")
    private String seedNode;

    @Option(names = "--out", paramLabel = "DIR", defaultValue = "batch",
            description = "Folder of pictures and tables; made if it is not there. Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Mixin
    private DeviceOption device;

    @Option(names = "--threads", paramLabel = "N", description = "Of the CPU for one operation; the last digits of a "
            + "picture may depend on it. Default: OMP_NUM_THREADS, or all; on Spark what an executor has for a task.")
    private Integer threads;

    @Option(names = "--retries", paramLabel = "N", defaultValue = "1",
            description = "How often a picture that failed is tried again. Default: ${DEFAULT-VALUE}.")
    private int retries;

    @Mixin
    private CacheOption cache;

    @Mixin
    private MemoryOption memory;

    @Mixin
    private ClusterOption cluster;

    BatchCommand(Context context, Errors errors) {
        this.context = context;
        this.errors = errors;
    }

    @Override
    public Integer call() throws CliException, InterruptedException {
        ProcessEnd.prepare();
        checkNumbers();
        Shell shell = context.shell();
        Device computes = device.named();
        Supplier<MemoryBudget> budget = memory.budget(computes);
        NodeCatalog catalog = context.catalog();
        Graph loaded = graph.load(shell, catalog);
        ModelFolders folders = graph.folders(shell);
        Path results = OutputFolder.check(shell.resolve(out), "pictures and tables", "--out");
        Optional<Path> embeddings = cache.disk(shell).map(DiskCache::folder);
        if (threads != null) {
            Torch.chooseThreads(threads);
        }
        try {
            Job job = Job.plan(request(loaded, catalog, folders, computes), context.cancelCheck());
            try (ResultFolder folder = ResultFolder.open(results)) {
                BatchRunner runner = BatchRunner.of(new RunnerSettings(catalog, folders.folders(),
                        graph.folder(shell), folder.scratch(), embeddings,
                        Optional.of(budget), retries,
                        threads == null ? OptionalInt.empty() : OptionalInt.of(threads), Torch::threads,
                        cluster.master(), cluster.settings()));
                return run(job, folder, runner, new GroupPlans(catalog, folders, budget));
            }
        } catch (BatchException e) {
            throw new CliException(exitCode(e.kind()), e.getMessage(), e);
        } catch (IOException e) {
            throw new CliException(ExitCode.FAILED, e.getMessage(), e);
        }
    }

    private void checkNumbers() throws CliException {
        if (memory.isGiven() && cluster.master().isPresent()) {
            throw new CliException(ExitCode.USAGE, "--memory and --device-memory are for this machine; on Spark give "
                    + "executors the memory that their models take, or set Memory in the graph");
        }
        if (prompts == null && promptNode != null) {
            throw new CliException(ExitCode.USAGE, "--prompt-node says where prompts go, and there are none; name "
                    + "their file with --prompts");
        }
        if (seeds == null && prompts == null && seedNode != null) {
            throw new CliException(ExitCode.USAGE, "--seed-node says where seeds go, and there are none; name them "
                    + "with --seeds");
        }
        if (count < 1 || retries < 0 || threads != null && threads < 1) {
            throw new CliException(ExitCode.USAGE, "--count and --threads must be 1 or more, and --retries 0 or more");
        }
    }

    private JobRequest request(Graph loaded, NodeCatalog catalog, ModelFolders folders, Device computes)
            throws BatchException {
        List<Variation> variations = new ArrayList<>();
        for (String text : vary) {
            variations.add(Variation.parse(text));
        }
        return new JobRequest(loaded, catalog, folders, Optional.ofNullable(prompts).map(context.shell()::resolve),
                count, Optional.ofNullable(promptNode), Optional.ofNullable(seedNode), variations,
                seeds == null ? List.of() : Variation.values("--seeds", seeds), computes.toString());
    }

    private int run(Job job, ResultFolder folder, BatchRunner runner, GroupPlans plans)
            throws CliException, IOException, BatchException, InterruptedException {
        List<Item> open = new ArrayList<>();
        for (Item item : job.items()) {
            if (!folder.has(item)) {
                open.add(item);
            }
        }
        int there = job.items().size() - open.size();
        context.shell().err().println(pictures(job.items().size()) + " with " + job.groups()
                + (job.groups() == 1 ? " choice" : " choices") + " of models"
                + (there == 0 ? "" : "; " + there + " are there already"));
        if (cluster.master().isEmpty() && !open.isEmpty()) {
            device.checkIfCard();
            plans.problems(job, open).forEach(problem -> context.shell().err().println("warning: " + problem));
        }
        context.interrupts().waitForWhatIsKept();
        try (BatchProgress progress = new BatchProgress(context, errors, job, folder, there)) {
            runner.run(job, open, progress::drawn, progress);
            progress.requireWritten();
        } catch (CancellationException | BatchException e) {
            tellWhatIsDone(job, folder);
            throw e;
        }
        folder.writeTables(job).forEach(context.shell().out()::println);
        long failed = folder.failed(job);
        if (failed > 0) {
            context.shell().err().println(pictures(failed) + " of " + job.items().size() + " failed; the table says "
                    + "why, and the same command tries again");
        }
        return failed == 0 ? ExitCode.DONE : ExitCode.FAILED;
    }

    /** Whatever ended the batch is told after it. */
    private void tellWhatIsDone(Job job, ResultFolder folder) {
        try {
            folder.writeTables(job).forEach(context.shell().out()::println);
            context.shell().err().println("stopped with " + folder.done(job) + " of " + pictures(job.items().size())
                    + " done, which are in the table; the same command goes on from here");
        } catch (IOException e) {
            context.shell().err().println("stopped; the table of what is done cannot be written (" + e.getMessage()
                    + "), and the same command writes it and goes on from here");
        }
    }

    private static String pictures(long count) {
        return count + (count == 1 ? " picture" : " pictures");
    }

    private static int exitCode(BatchException.Kind kind) {
        return switch (kind) {
            case USAGE -> ExitCode.USAGE;
            case GRAPH -> ExitCode.GRAPH_WRONG;
            case MISSING -> ExitCode.MISSING;
            case FAILED -> ExitCode.FAILED;
        };
    }
}
