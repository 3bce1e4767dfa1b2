// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.family;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.stillroom.diffusion.values.LatentSpace;
import org.stillroom.diffusion.weights.ConfigFile;
import org.stillroom.diffusion.weights.Header;
import org.stillroom.torch.formats.CheckpointException;

/**
 * A family of diffusion transformers, and the only place where it is told from others. A new one is a package and a
 * line in {@code META-INF/services/org.stillroom.diffusion.family.ModelFamily}.
 */
public interface ModelFamily {

    /** For people, such as {@code FLUX.1}. */
    String label();

    /** What diffusers' config.json calls its transformers, such as {@code FluxTransformer2DModel}. */
    String className();

    /**
     * What a model was made for, in its name, whether or not it can be run; the label where the config does not tell.
     * Throws nothing, whatever is in there.
     */
    default String variant(ConfigFile config) {
        return label();
    }

    /** The same, by the names and shapes of a single file that is {@link #recognises recognised}. */
    default String variant(Header header) {
        return label();
    }

    /** Whose latents its transformers denoise. */
    LatentSpace latentSpace();

    /**
     * Beginnings of layers' names, with underscores for dots, by which a LoRA is known to be for this family: in the
     * layout of diffusers or in that in which the family was first published.
     */
    List<String> ownLayers();

    /** Whether a config that names no class is of this family. */
    boolean describes(ConfigFile config);

    /** @throws CheckpointException if a value is not usable, or asks for what the family's program does not compute */
    FamilyModel read(ConfigFile config) throws CheckpointException;

    /** Whether a single file has the key layout in which the family was first published. */
    boolean recognises(Header header);

    /**
     * What the shapes of such a file tell.
     *
     * @throws CheckpointException if a tensor that tells is missing, or the shapes do not tell enough
     */
    FamilyModel read(Header header) throws CheckpointException;

    /** All families that are registered, in that order. */
    static List<ModelFamily> all() {
        return Registered.FAMILIES;
    }

    /**
     * Whose a config is.
     *
     * @throws CheckpointException if its {@code _class_name} is no text
     */
    static Optional<ModelFamily> of(ConfigFile config) throws CheckpointException {
        String name = config.text("_class_name", "");
        return all().stream()
                .filter(each -> name.isEmpty() ? each.describes(config) : each.className().equals(name)).findFirst();
    }

    /** Whose a single file in an original key layout is. */
    static Optional<ModelFamily> of(Header header) {
        return all().stream().filter(each -> each.recognises(header)).findFirst();
    }

    /** Their labels in a sentence, such as {@code FLUX.1 or SD3}. */
    static String labels() {
        List<String> labels = all().stream().map(ModelFamily::label).toList();
        int last = labels.size() - 1;
        return last < 1 ? String.join("", labels)
                : labels.stream().limit(last).collect(Collectors.joining(", ")) + " or " + labels.get(last);
    }

    /** Found when they are first asked for. */
    final class Registered {

        private static final List<ModelFamily> FAMILIES =
                ServiceLoader.load(ModelFamily.class, ModelFamily.class.getClassLoader()).stream()
                        .map(ServiceLoader.Provider::get).toList();

        private Registered() {}
    }
}
