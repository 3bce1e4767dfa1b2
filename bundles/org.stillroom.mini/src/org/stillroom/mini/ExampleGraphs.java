// SPDX-License-Identifier: EPL-2.0
package org.stillroom.mini;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphFile;
import org.stillroom.graph.GraphFileException;

/**
 * The example graphs that come with Stillroom. The first seven name models of the {@link MiniFamily} or the
 * {@link FaithfulFamily}, the others published checkpoints by the names of their folders.
 */
public final class ExampleGraphs {

    /** A prompt drawn with the whole text encoder. */
    public static final String FIRST_PICTURE = "first-picture.stillroom";

    /** The same with the student in its place: one parameter differs. */
    public static final String SWAPPED_ENCODER = "swapped-encoder.stillroom";

    /** Both from the same noise, side by side. */
    public static final String TWO_ENCODERS = "two-encoders.stillroom";

    /** A prompt in prose through a text encoder and two students of one size, distilled by vision and naively. */
    public static final String VISION_AND_NAIVE = "vision-and-naive.stillroom";

    /** Prompts with words in quotes go to the text encoder, all others to the student. */
    public static final String CHOOSE_ENCODER = "choose-encoder.stillroom";

    /** A student distilled from the text encoder, with its loss curve. */
    public static final String DISTILL_STUDENT = "distill-student.stillroom";

    /** How right the pictures of both encoders are on captions that none was trained on, as a table. */
    public static final String MEASURE_ENCODERS = "measure-encoders.stillroom";

    /** FLUX.1 dev as published. */
    public static final String FLUX_DEV = "flux-dev.stillroom";

    /** FLUX.1 schnell as published. */
    public static final String FLUX_SCHNELL = "flux-schnell.stillroom";

    /** Chroma as published, which takes T5 alone and a negative prompt. */
    public static final String CHROMA = "chroma.stillroom";

    /** Stable Diffusion 3.5 medium as published, with its three text encoders and a negative prompt. */
    public static final String SD35 = "sd3.5.stillroom";

    private ExampleGraphs() {}

    /** File names of all examples, the simplest first. */
    public static List<String> names() {
        return List.of(FIRST_PICTURE, SWAPPED_ENCODER, TWO_ENCODERS, VISION_AND_NAIVE, CHOOSE_ENCODER, DISTILL_STUDENT,
                MEASURE_ENCODERS, FLUX_DEV, FLUX_SCHNELL, CHROMA, SD35);
    }

    /**
     * The text of an example's file.
     *
     * @throws IllegalArgumentException if there is no example of that name
     */
    public static String text(String name) {
        if (!names().contains(name)) {
            throw new IllegalArgumentException("There is no example " + name + "; there are " + names() + ".");
        }
        try (InputStream in = ExampleGraphs.class.getResourceAsStream("/graphs/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("The example " + name + " cannot be read.", e);
        }
    }

    /** An example as a graph; otherwise like {@link #text}. */
    public static Graph graph(String name) {
        try {
            return GraphFile.parse(text(name), name);
        } catch (GraphFileException e) {
            throw new IllegalStateException("The example " + name + " is damaged.", e);
        }
    }
}
