// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the names of models tell by diffusers' habit, where a pipeline's parts are folders beside each other. */
public final class ModelNames {

    private static final Pattern ENCODER = Pattern.compile("(.*/)?text_encoder(_\\d)?");

    private ModelNames() {}

    /** The tokenizer that belongs to an encoder: {@code X/tokenizer_2} for {@code X/text_encoder_2}. */
    public static Optional<String> tokenizer(String encoder) {
        Matcher matcher = ENCODER.matcher(encoder);
        return !matcher.matches() ? Optional.empty() : Optional.of((matcher.group(1) == null ? "" : matcher.group(1))
                + "tokenizer" + (matcher.group(2) == null ? "" : matcher.group(2)));
    }

    /** A short word for a model, of letters, digits and underscores: the part of its name that tells it apart. */
    public static String word(String model) {
        String name = model.replaceFirst("\\.(safetensors|gguf)$", "");
        String last = name.substring(name.lastIndexOf('/') + 1);
        int before = name.lastIndexOf('/', name.lastIndexOf('/') - 1);
        boolean plain = ENCODER.matcher(last).matches() || last.equals("model");
        return FreshIds.slug(plain && name.contains("/") ? name.substring(before + 1, name.lastIndexOf('/')) : last);
    }
}
