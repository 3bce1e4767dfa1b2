// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stillroom.distill.vision.StudentSize;
import org.stillroom.distill.vision.StudentStart;
import picocli.CommandLine.Option;

/** Which student is distilled. */
final class DistillStudent {

    private static final Pattern SIZES = Pattern.compile("(\\d{1,5})/(\\d{1,3})/(\\d{1,5})/(\\d{1,3})(?:/(\\d{1,4}))?");
    private static final String WORLD_SIZE = "64/4/128/4";

    @Option(names = "--student-size", paramLabel = "SIZE",
            description = "small, base, large or xl as T5 v1.1 has them, or D_MODEL/LAYERS/D_FF/HEADS[/D_KV]. "
            + "Default: base, or " + WORLD_SIZE + " for the miniature world.")
    private String size;

    @Option(names = "--start", paramLabel = "teacher|random|DIR",
            description = "What the student begins with: the teacher's word embeddings, heads that look near, and "
            + "random weights; random weights only; or the weights of a student or T5 in a folder. Default: teacher, "
            + "or random with --published.")
    private String start;

    StudentStart start(Shell shell, boolean world, boolean published) throws CliException {
        String from = start == null ? (published ? "random" : "teacher") : start;
        if (from.equals("teacher")) {
            return new StudentStart.TeacherEmbeddings(size(world));
        }
        if (from.equals("random")) {
            return new StudentStart.Random(size(world));
        }
        if (size != null) {
            throw new CliException(ExitCode.USAGE, "--student-size is for new students, and --start names one that is "
                    + "there; give one of both");
        }
        Path folder = shell.resolve(Path.of(from));
        if (!Files.exists(folder)) {
            throw new CliException(ExitCode.MISSING, folder + " is not there; check --start");
        }
        return new StudentStart.Existing(folder);
    }

    private StudentSize size(boolean world) throws CliException {
        String given = size == null ? (world ? WORLD_SIZE : "base") : size.toLowerCase(Locale.ROOT);
        return switch (given) {
            case "small" -> StudentSize.SMALL;
            case "base" -> StudentSize.BASE;
            case "large" -> StudentSize.LARGE;
            case "xl" -> StudentSize.XL;
            default -> sizes(given).orElseThrow(() -> new CliException(ExitCode.USAGE, "--student-size is \"" + size
                    + "\", expected small, base, large, xl or numbers such as " + WORLD_SIZE
                    + ", where heads divide d_model unless D_KV is given"));
        };
    }

    private static Optional<StudentSize> sizes(String text) {
        Matcher matcher = SIZES.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int dModel = Integer.parseInt(matcher.group(1));
        int layers = Integer.parseInt(matcher.group(2));
        int dFf = Integer.parseInt(matcher.group(3));
        int heads = Integer.parseInt(matcher.group(4));
        boolean whole = matcher.group(5) != null || heads > 0 && dModel % heads == 0;
        if (!whole || dModel == 0 || layers == 0 || dFf == 0 || heads == 0) {
            return Optional.empty();
        }
        int dKv = matcher.group(5) == null ? dModel / heads : Integer.parseInt(matcher.group(5));
        return dKv == 0 ? Optional.empty() : Optional.of(new StudentSize(dModel, dKv, dFf, layers, heads));
    }
}
