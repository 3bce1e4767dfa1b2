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
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.stillroom.evaluation.cost.CostChart;
import org.stillroom.evaluation.cost.CostFormat;
import org.stillroom.evaluation.cost.CostMeasurement;
import org.stillroom.evaluation.cost.CostRow;
import org.stillroom.evaluation.cost.EncoderSize;
import org.stillroom.evaluation.cost.RandomEncoder;
import org.stillroom.evaluation.report.Policy;
import org.stillroom.graph.io.AtomicFile;
import org.stillroom.nodes.contract.Quantity;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.models.ModelCache;
import org.stillroom.torch.runtime.Device;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "cost", description = {
        "Measures what T5 encoders of the paper's sizes cost on this machine: file, memory, and seconds for loading "
        + "and for a prompt, with weights kept, unloaded after each prompt (as the paper offloads them) and streamed.",
        "Their weights are of chance and made on disk, where there must be room for the largest; they are removed "
        + "afterwards. Each row is measured in a process of its own. Started again, it goes on where it was. What does "
        + "not fit into memory is left out, and said.",
        "Writes cost.csv and cost.svg."})
final class CostCommand implements Callable<Integer> {

    private static final String ROWS = "cost.jsonl";
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
                            known("--policies", policy, CostRow.policy(policy), ALL_POLICIES), tokens, computes));
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
        Map<String, CostRow> rows = read(folder.resolve(ROWS), head(wanted.getFirst()));
        PrintWriter err = context.shell().err();
        Path lastModel = null;
        try {
            for (CostMeasurement one : wanted) {
                String key = CostRow.key(one.size(), one.format(), one.policy());
                Path model = model(folder, one);
                if (lastModel != null && !lastModel.equals(model)) {
                    remove(lastModel);
                }
                lastModel = model;
                if (rows.containsKey(key)) {
                    continue;
                }
                if (!one.fits()) {
                    err.println("note: " + key + " is left out: it takes about " + Quantity.bytes(one.needed()).text()
                            + ", and this machine has " + Quantity.bytes(ModelCache.machineMemory()).text()
                            + " of memory; streamed it fits");
                    continue;
                }
                err.println(key);
                RandomEncoder.write(model, one.size(), one.format().stored(), context.cancelCheck());
                CostRow row = fresh(one, folder);
                rows.put(key, row);
                write(folder.resolve(ROWS), head(one), rows.values());
            }
        } finally {
            if (lastModel != null) {
                remove(lastModel);
            }
        }
        List<CostRow> shown = wanted.stream().map(one -> rows.get(CostRow.key(one.size(), one.format(), one.policy())))
                .filter(row -> row != null).distinct().toList();
        if (shown.isEmpty()) {
            throw new CliException(ExitCode.FAILED, "nothing was measured; choose smaller sizes with --sizes");
        }
        tell(shown, folder);
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

    private CostRow fresh(CostMeasurement one, Path folder) throws CliException, IOException, InterruptedException {
        List<String> arguments = List.of("cost", "--measure-here", "--out", folder.toString(), "--sizes",
                one.size().id(), "--formats", one.format().id(), "--policies", one.policy().word(), "--tokens",
                String.valueOf(one.tokens()), "--device", one.device().toString());
        String written = new FreshProcess(context.shell()).run(arguments, context.cancelCheck());
        for (String line : written.lines().toList().reversed()) {
            Optional<CostRow> row = row(line);
            if (row.isPresent()) {
                return row.get();
            }
        }
        throw new CliException(ExitCode.FAILED, CostRow.key(one.size(), one.format(), one.policy())
                + " could not be measured: the process ended without a result");
    }

    private static Optional<CostRow> row(String line) {
        try {
            return CostRow.of(JSON.readTree(line));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Rows that were measured before, in the same way. */
    private static Map<String, CostRow> read(Path file, String head) throws IOException {
        Map<String, CostRow> rows = new LinkedHashMap<>();
        if (Files.isRegularFile(file)) {
            List<String> lines = Files.readAllLines(file);
            if (!lines.isEmpty() && lines.getFirst().equals(head)) {
                lines.stream().skip(1).flatMap(line -> row(line).stream()).forEach(row -> rows.put(row.key(), row));
            }
        }
        return rows;
    }

    /** What all rows have in common: rows of another device or length say nothing of this one. */
    private static String head(CostMeasurement one) {
        return JSON.createObjectNode().put("tokens", one.tokens()).put("device", one.device().toString()).toString();
    }

    private static void write(Path file, String head, Iterable<CostRow> rows) throws IOException {
        StringBuilder lines = new StringBuilder(head).append('\n');
        rows.forEach(row -> lines.append(row.json()).append('\n'));
        AtomicFile.write(file, lines.toString());
    }

    private void tell(List<CostRow> rows, Path folder) throws IOException {
        Table table = new Table();
        table.row("T5", "format", "", "parameters", "file", "weights", "peak", "load", "a prompt");
        rows.forEach(row -> table.row(row.size().label(), row.format().id(), row.policy().word(),
                Quantity.count(row.parameters()).text(), Quantity.bytes(row.file()).text(),
                Quantity.bytes(row.weights()).text(), Quantity.bytes(row.peak()).text(),
                row.policy() == Policy.STREAMED ? "" : Quantity.seconds(row.load()).text(),
                Quantity.seconds(row.encode()).text()));
        table.print(context.shell().err(), "");
        Path csv = folder.resolve("cost.csv");
        Path svg = folder.resolve("cost.svg");
        AtomicFile.write(csv, rows.stream().map(row -> row.json().properties().stream()
                .map(each -> each.getValue().asText()).collect(Collectors.joining(",")))
                .collect(Collectors.joining("\n", rows.getFirst().json().properties().stream().map(Map.Entry::getKey)
                        .collect(Collectors.joining(",")) + "\n", "\n")));
        AtomicFile.write(svg, CostChart.svg(rows));
        context.shell().out().println(csv);
        context.shell().out().println(svg);
    }
}
