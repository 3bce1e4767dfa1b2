// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.stillroom.evaluation.cost.CostChart;
import org.stillroom.evaluation.cost.CostFailure;
import org.stillroom.evaluation.cost.CostFormat;
import org.stillroom.evaluation.cost.CostMeasurement;
import org.stillroom.evaluation.cost.CostResult;
import org.stillroom.evaluation.cost.CostRow;
import org.stillroom.evaluation.cost.EncoderSize;
import org.stillroom.evaluation.cost.RandomEncoder;
import org.stillroom.evaluation.report.Policy;
import org.stillroom.graph.io.AtomicFile;
import org.stillroom.nodes.contract.Quantity;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.runtime.Device;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "cost", description = {
        "Measures what T5 encoders of the paper's sizes cost on this machine: file, memory, and seconds for loading "
        + "and for a prompt, with weights kept, unloaded after each prompt (as the paper offloads them) and streamed.",
        "Their weights are of chance and made on disk, where there must be room for the largest; they are removed "
        + "afterwards. Each row is measured in a process of its own. Started again, it goes on where it was, and tries "
        + "again what failed. What does not fit into memory is left out, and said.",
        "Writes cost.csv, with all that was measured into the folder, and cost.svg, with what was asked for."})
final class CostCommand implements Callable<Integer> {

    private static final String RESULTS = "cost.jsonl";
    private static final String ALL_SIZES = "small,base,base-projected,large,xl,xxl";
    private static final String ALL_FORMATS = "fp32,bf16,int8";
    private static final String ALL_POLICIES = "kept,unloaded,streamed";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Context context;

    @Option(names = "--out", paramLabel = "DIR", defaultValue = "cost",
            description = "Where results and, while it measures, encoders go. Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Option(names = "--sizes", paramLabel = "SIZE,…", defaultValue = ALL_SIZES, split = ",",
            description = "Default: ${DEFAULT-VALUE}.")
    private List<String> sizes;

    @Option(names = "--formats", paramLabel = "FORMAT,…", defaultValue = ALL_FORMATS, split = ",",
            description = "Default: ${DEFAULT-VALUE}.")
    private List<String> formats;

    @Option(names = "--policies", paramLabel = "POLICY,…", defaultValue = ALL_POLICIES, split = ",",
            description = "Default: ${DEFAULT-VALUE}.")
    private List<String> policies;

    @Option(names = "--tokens", paramLabel = "N", defaultValue = "512",
            description = "Tokens of a prompt. Default: ${DEFAULT-VALUE}.")
    private int tokens;

    @Mixin
    private DeviceOption device;

    @Option(names = "--keep", description = "Keeps the encoders on disk.")
    private boolean keep;

    @Option(names = "--measure-here", hidden = true, description = "Measures one row in this process.")
    private boolean here;

    CostCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CliException, InterruptedException {
        // libtorch is started by the processes that measure
        List<CostMeasurement> wanted = wanted(device.named());
        Path folder = context.shell().resolve(out);
        try {
            if (here) {
                CostMeasurement one = wanted.getFirst();
                checkForAll(one.device());
                context.shell().out().println(one.measure(model(folder, one), context.cancelCheck()).json());
                return ExitCode.DONE;
            }
            OutputFolder.check(folder, "results", "--out");
            Files.createDirectories(folder);
            return measureAll(wanted, folder);
        } catch (CheckpointException | IOException e) {
            throw new CliException(ExitCode.FAILED, e.getMessage(), e);
        }
    }

    /** What lacks is wrong usage to whoever asked for this row, as no other one can be measured either. */
    private static void checkForAll(Device device) throws CliException {
        try {
            DeviceOption.check(device);
        } catch (CliException e) {
            throw new CliException(ExitCode.USAGE, e.getMessage(), e);
        }
    }

    private List<CostMeasurement> wanted(Device computes) throws CliException {
        if (tokens < 1 || tokens > 4096) {
            throw new CliException(ExitCode.USAGE, "--tokens: found " + tokens + ", expected 1 to 4096");
        }
        List<CostMeasurement> wanted = new ArrayList<>();
        for (String size : sizes) {
            for (String format : formats) {
                for (String policy : policies) {
                    wanted.add(new CostMeasurement(
                            known("--sizes", size, EncoderSize.of(size), ALL_SIZES),
                            known("--formats", format, CostFormat.of(format), ALL_FORMATS),
                            known("--policies", policy, CostMeasurement.policy(policy), ALL_POLICIES),
                            tokens, computes));
                }
            }
        }
        return wanted;
    }

    private static <T> T known(String option, String given, Optional<T> found, String all) throws CliException {
        return found.orElseThrow(() -> new CliException(ExitCode.USAGE, option + ": there is no \"" + given
                + "\"; choose of " + all.replace(",", ", ")));
    }

    private int measureAll(List<CostMeasurement> wanted, Path folder)
            throws CliException, IOException, InterruptedException {
        Map<CostMeasurement, CostResult> results = read(folder.resolve(RESULTS));
        PrintWriter err = context.shell().err();
        Path lastModel = null;
        try {
            for (CostMeasurement one : wanted) {
                Path model = model(folder, one);
                if (lastModel != null && !lastModel.equals(model)) {
                    remove(lastModel);
                }
                lastModel = model;
                if (results.get(one) instanceof CostRow) {
                    continue;
                }
                Optional<String> tooLarge = one.tooLarge(one.memory());
                if (tooLarge.isPresent()) {
                    err.println("note: " + one.key() + " is left out: " + tooLarge.get());
                    continue;
                }
                err.println(one.key());
                RandomEncoder.write(model, one.size(), one.format().stored(), context.cancelCheck());
                CostResult result = fresh(one, folder);
                if (result instanceof CostFailure failure) {
                    err.println("warning: " + one.key() + ": " + failure.reason());
                }
                results.put(one, result);
                write(folder.resolve(RESULTS), results.values());
            }
        } finally {
            if (lastModel != null) {
                remove(lastModel);
            }
        }
        List<CostResult> shown = wanted.stream().distinct().map(results::get).filter(Objects::nonNull).toList();
        if (shown.isEmpty()) {
            throw new CliException(ExitCode.FAILED, "nothing was measured; choose smaller sizes with --sizes");
        }
        tell(shown, List.copyOf(results.values()), folder);
        long failed = shown.stream().filter(CostFailure.class::isInstance).count();
        if (failed > 0) {
            throw new CliException(ExitCode.FAILED, failed + " of " + shown.size()
                    + " could not be measured; started again, the command tries them once more");
        }
        return ExitCode.DONE;
    }

    /** One on the disk at a time for each number format. */
    private Path model(Path folder, CostMeasurement one) {
        return folder.resolve("encoders").resolve(one.size().id() + "-"
                + one.format().stored().toString().toLowerCase(Locale.ROOT));
    }

    private void remove(Path model) throws IOException {
        if (!keep && Files.isDirectory(model)) {
            for (String file : List.of("model.safetensors", "config.json")) {
                AtomicFile.removeLeft(model.resolve(file));
                Files.deleteIfExists(model.resolve(file));
            }
            try {
                Files.deleteIfExists(model);
                Files.deleteIfExists(model.getParent());
            } catch (DirectoryNotEmptyException e) {
                // somebody has something else there
            }
        }
    }

    /**
     * Whatever ends the process that measures ends no other row.
     *
     * @throws CliException if no row can be measured
     */
    private CostResult fresh(CostMeasurement one, Path folder)
            throws CliException, IOException, InterruptedException {
        List<String> arguments = List.of("cost", "--measure-here", "--out", folder.toString(), "--sizes",
                one.size().id(), "--formats", one.format().id(), "--policies", one.policy().word(), "--tokens",
                String.valueOf(one.tokens()), "--device", one.device().toString());
        try {
            String written = new FreshProcess(context.shell()).run(arguments, context.cancelCheck());
            return written.lines().toList().reversed().stream().flatMap(line -> result(line).stream())
                    .filter(result -> result.measured().equals(one)).findFirst()
                    .orElseGet(() -> new CostFailure(one, "the process ended without a result"));
        } catch (CliException e) {
            if (e.exitCode() == ExitCode.USAGE) {
                throw new CliException(ExitCode.FAILED, e.getMessage(), e);
            }
            return new CostFailure(one, e.getMessage());
        }
    }

    private static Optional<CostResult> result(String line) {
        try {
            return CostResult.of(JSON.readTree(line));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** What was measured before, with other lengths of prompts and on other devices as well. */
    private static Map<CostMeasurement, CostResult> read(Path file) throws IOException {
        Map<CostMeasurement, CostResult> results = new LinkedHashMap<>();
        if (Files.isRegularFile(file)) {
            Files.readAllLines(file).stream().flatMap(line -> result(line).stream())
                    .forEach(result -> results.put(result.measured(), result));
        }
        return results;
    }

    private static void write(Path file, Iterable<CostResult> results) throws IOException {
        StringBuilder lines = new StringBuilder();
        results.forEach(result -> lines.append(result.json()).append('\n'));
        AtomicFile.write(file, lines.toString());
    }

    /** @param all of the folder, as the file has them */
    private void tell(List<CostResult> shown, List<CostResult> all, Path folder) throws IOException {
        Table table = new Table();
        table.row("T5", "format", "", "parameters", "file", "weights", "peak", "load", "a prompt");
        shown.forEach(result -> table.row(cells(result)));
        table.print(context.shell().err(), "");
        Path csv = folder.resolve("cost.csv");
        AtomicFile.write(csv, CostResult.csv(all));
        context.shell().out().println(csv);
        List<CostRow> rows = shown.stream().filter(CostRow.class::isInstance).map(CostRow.class::cast).toList();
        if (!rows.isEmpty()) {
            Path svg = folder.resolve("cost.svg");
            AtomicFile.write(svg, CostChart.svg(rows));
            context.shell().out().println(svg);
        }
    }

    private static String[] cells(CostResult result) {
        CostMeasurement of = result.measured();
        return switch (result) {
            case CostRow row -> new String[] {of.size().label(), of.format().id(), of.policy().word(),
                Quantity.count(row.parameters()).text(), Quantity.bytes(row.file()).text(),
                Quantity.bytes(row.weights()).text(), Quantity.bytes(row.peak()).text(),
                of.policy() == Policy.STREAMED ? "" : Quantity.seconds(row.load()).text(),
                Quantity.seconds(row.encode()).text()};
            case CostFailure failure -> new String[] {of.size().label(), of.format().id(), of.policy().word(),
                "", "", "", "", "", "failed: " + failure.reason()};
        };
    }
}
