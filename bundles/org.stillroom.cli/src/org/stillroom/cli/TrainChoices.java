// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.stillroom.distill.family.FamilyPlan;
import org.stillroom.distill.family.LanguagePlan;
import org.stillroom.distill.family.Prompts;
import org.stillroom.world.Wording;
import picocli.CommandLine.Option;

/** Which family is trained. What is not said is as in the small family, or as in the faithful one. */
final class TrainChoices {

    /** What a text encoder learns from. */
    private enum Encoder { PICTURES, LANGUAGE }

    @Option(names = "--faithful", description = "A family that is nearer to the published experiment: its text "
            + "encoder is trained as a language model and then frozen, captions say much that no picture shows, "
            + "prompts have 64 tokens, and its vocabulary is made for all that. Each can be chosen by itself, "
            + "with or without this option, by the four that follow.")
    private boolean faithful;

    @Option(names = "--encoder", paramLabel = "pictures|language", description = "What the text encoder is trained on: "
            + "pictures, together with the transformer, or language, before it. Default: pictures, or language with "
            + "--faithful.")
    private Encoder encoder;

    @Option(names = "--captions", paramLabel = "plain|prose", description = "Captions that say what is to be seen, or "
            + "that say it among names, dates, chatter, styles and the weather. Default: plain, or prose with "
            + "--faithful.")
    private Wording captions;

    @Option(names = "--tokens", paramLabel = "N", description = "Tokens that prompts are padded to. Default: 16, or 64 "
            + "with --faithful.")
    private Integer tokens;

    @Option(names = "--pieces", paramLabel = "captions|language", description = "Which texts the tokenizer's pieces "
            + "are counted in: plain captions, so that other words are spelled, or those of the language model. "
            + "Default: captions, or language with --faithful.")
    private Prompts.Pieces pieces;

    @Option(names = "--start", paramLabel = "FAMILY", description = "Uses the autoencoder of a family of the same "
            + "sizes, such as the one that comes with Stillroom, and begins with its transformer; with a language "
            + "model it learns what that transformer predicts for plain captions. Default: from scratch.")
    private Path start;

    @Option(names = "--steps", paramLabel = "N", description = "Steps of the transformer. Asking for more than last "
            + "time goes on where that run ended, with a rate that falls anew. Default: 20000, or 12000 with "
            + "--faithful.")
    private Long steps;

    /** @param quick whether a few steps of everything are enough */
    FamilyPlan plan(boolean quick) throws CliException {
        if (steps != null && steps < 1) {
            throw new CliException(ExitCode.USAGE, "--steps must be 1 or more");
        }
        FamilyPlan plan = quick ? told().withSteps(10, 128, 10).withLanguageSteps(10) : told();
        return steps == null ? plan : plan.withFlowSteps(steps);
    }

    private FamilyPlan told() throws CliException {
        FamilyPlan base = faithful ? FamilyPlan.FAITHFUL : FamilyPlan.MINI;
        Prompts usual = base.prompts();
        try {
            return base.with(new Prompts(tokens == null ? usual.tokens() : tokens,
                    captions == null ? usual.wording() : captions, pieces == null ? usual.pieces() : pieces))
                    .with(language(base));
        } catch (IllegalArgumentException e) {
            throw new CliException(ExitCode.USAGE, "--tokens: " + e.getMessage(), e);
        }
    }

    private Optional<LanguagePlan> language(FamilyPlan base) {
        if (encoder == null) {
            return base.language();
        }
        return encoder == Encoder.LANGUAGE ? FamilyPlan.FAITHFUL.language() : Optional.empty();
    }

    Optional<Path> start(Shell shell) throws CliException {
        if (start == null) {
            return Optional.empty();
        }
        Path folder = shell.resolve(start);
        if (!Files.isDirectory(folder)) {
            throw new CliException(ExitCode.MISSING, folder + " is no folder of a family; check --start");
        }
        return Optional.of(folder);
    }
}
