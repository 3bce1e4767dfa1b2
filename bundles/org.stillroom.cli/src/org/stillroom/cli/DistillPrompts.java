// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.stillroom.distill.training.TrainingException;
import org.stillroom.distill.vision.DistillOptions;
import org.stillroom.evaluation.measures.PromptList;
import org.stillroom.world.Split;
import org.stillroom.world.World;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which prompts a student is distilled with. */
final class DistillPrompts {

    private static final Pattern STAGE = Pattern.compile("(.+?)(?::(\\d{1,9})(?::(\\d{1,5}))?)?");
    private static final int SIZE = 512;
    private static final long STEPS = 50_000;
    private static final int WORLD_SIZE = 64;
    private static final long WORLD_STEPS = 8_000;

    @Option(names = "--prompts", paramLabel = "LIST[:STEPS[:SIZE]]",
            description = "Prompts, one a line or as a JSON list, the steps that they are used for and the size of the "
            + "pictures in pixels; 50000 and 512 unless said. Give it several times for stages, as the paper has them. "
            + "Default: captions of the miniature world's training part, 8000 and 64, for the small family.")
    private List<String> lists = new ArrayList<>();

    @Option(names = "--steps", paramLabel = "N", description = "Steps of the last stage. Asking for more than last "
            + "time goes on where that run ended.")
    private Long steps;

    @Option(names = "--world-seed", paramLabel = "N", defaultValue = "1",
            description = "Of the miniature world's captions. Default: ${DEFAULT-VALUE}.")
    private long worldSeed;

    @Option(names = "--count", paramLabel = "N", defaultValue = "100000", description = "How many of the miniature "
            + "world's captions are learned from, each again in a new order once all were used. Default: "
            + "${DEFAULT-VALUE}.")
    private int count;

    @Mixin
    private CaptionsChoice captions;

    /** Whether the prompts are of the miniature world. */
    boolean world() {
        return lists.isEmpty();
    }

    /** @param family whose encoder is the teacher */
    List<DistillOptions.Phase> phases(Shell shell, Path family) throws CliException {
        List<DistillOptions.Phase> phases = new ArrayList<>();
        captions.check(!lists.isEmpty());
        try {
            for (String list : lists) {
                phases.add(phase(shell, list, phases.size() == lists.size() - 1));
            }
            if (lists.isEmpty()) {
                if (count < 1) {
                    throw new CliException(ExitCode.USAGE, "--count must be 1 or more");
                }
                World world = new World(worldSeed, Split.TRAIN, captions.of(family));
                phases.add(new DistillOptions.Phase("world", LongStream.range(0, count)
                        .mapToObj(world::caption).toList(), steps == null ? WORLD_STEPS : steps,
                        WORLD_SIZE));
            }
            return phases;
        } catch (TrainingException e) {
            throw new CliException(ExitCode.USAGE, e.getMessage(), e);
        }
    }

    private DistillOptions.Phase phase(Shell shell, String list, boolean last) throws CliException {
        Matcher matcher = STAGE.matcher(list);
        if (!matcher.matches()) {
            throw new CliException(ExitCode.USAGE, "--prompts names no list: \"" + list + "\"");
        }
        Path file = shell.resolve(Path.of(matcher.group(1)));
        long wanted = matcher.group(2) == null ? STEPS : Long.parseLong(matcher.group(2));
        int size = matcher.group(3) == null ? SIZE : Integer.parseInt(matcher.group(3));
        return new DistillOptions.Phase(file.getFileName().toString(), prompts(file),
                last && steps != null ? steps : wanted, size);
    }

    private static List<String> prompts(Path file) throws CliException {
        if (!Files.exists(file)) {
            throw new CliException(ExitCode.MISSING, file + " is not there; check --prompts");
        }
        try {
            return PromptList.read(file).prompts();
        } catch (IOException e) {
            throw new CliException(ExitCode.FAILED, e.getMessage(), e);
        }
    }
}
