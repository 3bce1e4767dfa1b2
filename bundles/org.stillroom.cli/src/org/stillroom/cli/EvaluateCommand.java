// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.stillroom.evaluation.measures.EvaluationException;
import org.stillroom.evaluation.measures.PromptList;
import org.stillroom.evaluation.measures.PromptListException;
import org.stillroom.evaluation.report.Contender;
import org.stillroom.evaluation.report.Drawing;
import org.stillroom.evaluation.report.DrawnPictures;
import org.stillroom.evaluation.report.Evaluation;
import org.stillroom.evaluation.report.EvaluationSettings;
import org.stillroom.evaluation.report.PromptPlan;
import org.stillroom.evaluation.report.Report;
import org.stillroom.evaluation.report.ReportFiles;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.formats.MissingFileException;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.ProcessEnd;
import org.stillroom.torch.runtime.TorchException;
import org.stillroom.world.Renderer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "evaluate", description = {
        "Compares text encoders of a FLUX family: draws the same prompts with each from the same noise, and measures "
        + "picture quality, meaning, text and cost.",
        "Writes report.html (with pictures and plots), report.json, report.csv and pictures.csv. Pictures are kept in "
        + "the folder: what was drawn before with the same settings is not drawn again, so a run that was stopped goes "
        + "on where it was.",
        "With --table it measures pictures that a batch has drawn, and draws nothing: meaning, texts in quotes, and "
        + "how far they are from those of the first encoder. It writes encoders.csv."})
final class EvaluateCommand implements Callable<Integer> {

    private static final int LARGE = 512;
    /** What says how to draw. */
    private static final List<String> DRAWING = List.of("--encoder", "--teacher-only", "--prompts", "--captions",
            "--count", "--seeds", "--size", "--steps", "--guidance", "--references", "--dtype");

    private final Context context;

    @Spec
    private CommandSpec spec;

    @Option(names = "--table", paramLabel = "FILE", description = "The table.csv or table.parquet of a batch in which "
            + "the encoder, or something else, was varied.")
    private Path table;

    @Option(names = "--by", paramLabel = "NODE.PARAM", description = "What of the table is compared. Default: the one "
            + "parameter in it that has several names as its values.")
    private String by;

    @Option(names = "--family", paramLabel = "DIR",
            description = "Model folder in diffusers' layout. Its text_encoder_2 is the teacher.")
    private Path family;

    @Option(names = "--encoder", paramLabel = "DIR",
            description = "A student to compare with the teacher, by vision-based distillation, or by naive embedding "
            + "distillation if the folder's name contains naive; may be given several times. Default: all in the "
            + "family's folder students.")
    private List<Path> encoders = new ArrayList<>();

    @Option(names = "--teacher-only", description = "Compares no students.")
    private boolean teacherOnly;

    @Option(names = "--prompts", paramLabel = "FILE",
            description = "Prompts, one a line or as a JSON list. Default: captions of the miniature world that are "
            + "held out of training.")
    private Path prompts;

    @Mixin
    private CaptionsChoice captions;

    @Option(names = "--count", paramLabel = "N", description = "How many prompts. Default: 400 of the miniature world, "
            + "or all of the file.")
    private Integer count;

    @Option(names = "--seeds", paramLabel = "N", defaultValue = "1",
            description = "Pictures of each prompt. Default: ${DEFAULT-VALUE}.")
    private int seeds;

    @Option(names = "--size", paramLabel = "PIXELS",
            description = "Width and height of pictures. Only those of 64 pixels can be read back. Default: 64 for "
            + "captions of the miniature world, 512 for other prompts.")
    private Integer size;

    @Option(names = "--steps", paramLabel = "N", defaultValue = "20",
            description = "Of the sampler. Default: ${DEFAULT-VALUE}.")
    private int steps;

    @Option(names = "--guidance", paramLabel = "X", defaultValue = "3.5",
            description = "Default: ${DEFAULT-VALUE}.")
    private double guidance;

    @Option(names = "--clip", paramLabel = "DIR",
            description = "A CLIP model as transformers saves it, to measure the CLIP score with.")
    private Path clip;

    @Option(names = "--features", paramLabel = "FILE",
            description = "InceptionV3 of the Fréchet inception distance as safetensors. Default: the family's own "
            + "autoencoder; with --table, none but that of a --family.")
    private Path features;

    @Option(names = "--references", paramLabel = "DIR",
            description = "Real pictures for the Fréchet distance. Default: those of the miniature world, if the "
            + "prompts are its captions.")
    private Path references;

    @Option(names = "--out", paramLabel = "DIR", defaultValue = "evaluation",
            description = "Folder of pictures and report; made if it is not there. Default: ${DEFAULT-VALUE}.")
    private Path out;

    /** What {@code --dtype} may be. */
    enum Numbers {
        FLOAT32(DType.F32), BFLOAT16(DType.BF16), FLOAT16(DType.F16), INT8(DType.I8);

        private final DType dtype;

        Numbers(DType dtype) {
            this.dtype = dtype;
        }
    }

    @Option(names = "--dtype", paramLabel = "FORMAT", description = "What encoders and transformer compute in: "
            + "float32, bfloat16, float16 or int8. Default: float32 on the CPU, bfloat16 on CUDA.")
    private Numbers dtype;

    @Mixin
    private DeviceOption device;

    EvaluateCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CliException {
        ProcessEnd.prepare();
        try {
            Path folder = OutputFolder.check(context.shell().resolve(out), "the report", "--out");
            if (table != null) {
                return compared(folder);
            }
            if (by != null) {
                throw new CliException(ExitCode.USAGE, "--by is for --table; name the table of a batch");
            }
            if (family == null) {
                throw new CliException(ExitCode.USAGE, "--family names no model folder; give one, or --table with what "
                        + "a batch has drawn");
            }
            Path pipeline = present(family, "--family");
            PromptPlan plan = plan(pipeline);
            Device computing = device.working();
            EvaluationSettings settings = new EvaluationSettings(pipeline, students(), plan,
                    new Drawing(steps, guidance, size(plan)), folder, computing,
                    dtype == null ? computing.dtype() : dtype.dtype, given(clip, "--clip"),
                    given(features, "--features"), given(references, "--references"));
            Report report = run(settings);
            Path page = ReportFiles.write(folder, report);
            context.shell().err().println(report.verdict().headline());
            context.shell().out().println(page);
            return ExitCode.DONE;
        } catch (MissingFileException e) {
            throw new CliException(ExitCode.MISSING, e.getMessage(), e);
        } catch (EvaluationException | CheckpointException | TorchException e) {
            throw new CliException(ExitCode.FAILED, e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw new CliException(ExitCode.FAILED, e.getMessage() + "; check that the files are there and can be read",
                    e);
        }
    }

    /** What a batch has drawn. */
    private int compared(Path folder) throws CliException, CheckpointException {
        List<String> ignored = DRAWING.stream().filter(spec.commandLine().getParseResult()::hasMatchedOption).toList();
        if (!ignored.isEmpty()) {
            throw new CliException(ExitCode.USAGE, String.join(", ", ignored) + (ignored.size() == 1 ? " is" : " are")
                    + " for pictures that are drawn here; with --table they are there already");
        }
        TableEvaluation evaluation = TableEvaluation.open(present(table, "--table"), Optional.ofNullable(by));
        Optional<Path> network = features == null && family != null
                ? Optional.of(present(family, "--family").resolve("vae")) : given(features, "--features");
        ProgressDisplay progress = ProgressDisplay.to(context.shell(), List.of());
        List<String> lines;
        try (Works works = new Works(progress, context)) {
            lines = evaluation.run(new DrawnPictures.Instruments(given(clip, "--clip"), network, device.working()),
                    works, folder);
        }
        lines.forEach(context.shell().err()::println);
        context.shell().out().println(TableEvaluation.file(folder));
        return ExitCode.DONE;
    }

    private Report run(EvaluationSettings settings) throws CheckpointException {
        ProgressDisplay progress = ProgressDisplay.to(context.shell(), names(settings));
        try (Works works = new Works(progress, context)) {
            return Evaluation.run(settings, works);
        }
    }

    private List<Contender> students() throws CliException {
        if (teacherOnly && !encoders.isEmpty()) {
            throw new CliException(ExitCode.USAGE, "--teacher-only compares no students, and --encoder names some; "
                    + "give one of both");
        }
        List<Contender> students = new ArrayList<>();
        for (Path encoder : encoders) {
            students.add(Contender.student(present(encoder, "--encoder")));
        }
        if (students.isEmpty() && !teacherOnly) {
            Path folder = present(family, "--family").resolve("students");
            inside(folder).forEach(student -> students.add(Contender.student(student)));
            if (students.isEmpty()) {
                throw new CliException(ExitCode.MISSING, "there is no encoder to compare with the teacher: " + folder
                        + " has none; give one with --encoder, or measure the teacher alone with --teacher-only");
            }
        }
        return students;
    }

    private int size(PromptPlan plan) {
        boolean captions = plan.measured().stream().allMatch(wanted -> wanted.scene().isPresent());
        return size != null ? size : captions ? Renderer.SIZE : LARGE;
    }

    private static List<Path> inside(Path folder) throws CliException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> Files.exists(entry.resolve("config.json"))).sorted().toList();
        } catch (IOException e) {
            throw new CliException(ExitCode.FAILED, "the folder " + folder + " cannot be read: " + e.getMessage()
                    + "; check its permissions", e);
        }
    }

    private PromptPlan plan(Path pipeline) throws CliException {
        if (seeds < 1 || count != null && count < 1) {
            throw new CliException(ExitCode.USAGE, "--count and --seeds must be 1 or more");
        }
        captions.check(prompts != null);
        if (prompts == null) {
            return PromptPlan.heldOut(1, count == null ? 400 : count, seeds, captions.of(pipeline));
        }
        Path file = present(prompts, "--prompts");
        try {
            PromptList list = PromptList.read(file);
            List<String> some = list.prompts().stream().limit(count == null ? Long.MAX_VALUE : count).toList();
            return PromptPlan.of(new PromptList(some, list.skipped()), file.toString(), seeds);
        } catch (PromptListException e) {
            throw new CliException(ExitCode.FAILED, e.getMessage(), e);
        } catch (IOException e) {
            throw new CliException(ExitCode.FAILED, file + " cannot be read: " + e.getMessage()
                    + "; check its permissions", e);
        }
    }

    private Optional<Path> given(Path path, String option) throws CliException {
        return path == null ? Optional.empty() : Optional.of(present(path, option));
    }

    private Path present(Path path, String option) throws CliException {
        Path resolved = context.shell().resolve(path);
        if (!Files.exists(resolved)) {
            throw new CliException(ExitCode.MISSING, resolved + " is not there; check " + option);
        }
        return resolved;
    }

    /** Turns the steps of works into progress bars, one after the other. */
    private static final class Works implements Evaluation.Watcher, AutoCloseable {

        private final ProgressDisplay progress;
        private final Context context;
        private String current = "";

        Works(ProgressDisplay progress, Context context) {
            this.progress = progress;
            this.context = context;
        }

        @Override
        public void step(String work, long done, long total) {
            if (!work.equals(current)) {
                progress.started(work);
                current = work;
            }
            progress.stepped(work, done, total);
            if (done == total) {
                progress.finished(work, ProgressDisplay.Outcome.DONE, "");
                current = "";
            }
        }

        @Override
        public void checkCancelled() {
            context.cancelCheck().checkCancelled();
        }

        @Override
        public void close() {
            if (!current.isEmpty()) {
                progress.finished(current, ProgressDisplay.Outcome.unfinished(context.interrupts().interrupted()), "");
            }
            progress.close();
        }
    }

    private static List<String> names(EvaluationSettings settings) {
        return settings.students().stream().map(student -> "features of " + student.name()).toList();
    }
}
