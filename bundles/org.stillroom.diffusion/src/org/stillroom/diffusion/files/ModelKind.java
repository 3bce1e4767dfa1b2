// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.files;

import org.stillroom.diffusion.family.ModelFamily;

/** What a model can be asked for. Ids are written in plugin.xml, where parameters say what they accept. */
public enum ModelKind {

    TRANSFORMER("transformer", "transformer", true),
    T5("t5", "T5 encoder", true),
    CLIP("clip", "CLIP text encoder", true),
    /** The half of a whole CLIP model that looks at pictures. */
    CLIP_VISION("clipVision", "CLIP vision encoder", true),
    /** Encodes and decodes. */
    VAE("vae", "VAE", true),
    /** Half an autoencoder, as tiny ones are shared. */
    VAE_ENCODER("vaeEncoder", "VAE encoder", true),
    /** Half an autoencoder, as tiny ones are shared. */
    VAE_DECODER("vaeDecoder", "VAE decoder", true),
    TOKENIZER("tokenizer", "tokenizer", true),
    /** A folder with all parts in folders of their own. */
    PIPELINE("pipeline", "pipeline", true),
    /** A file with several parts. */
    CHECKPOINT("checkpoint", "all-in-one checkpoint", true),
    LORA("lora", "LoRA", true),
    CONTROLNET("controlnet", "ControlNet", false),
    /** Known by name, and run by other programs. */
    FOREIGN("foreign", "model of another kind", false),
    /** What is found under a model's name in place of it, such as a web page. */
    NOT_A_MODEL("notAModel", "no model", false),
    UNKNOWN("unknown", "unknown", false);

    private final String id;
    private final String label;
    private final boolean run;

    ModelKind(String id, String label, boolean run) {
        this.id = id;
        this.label = label;
        this.run = run;
    }

    /** Stable. */
    public String id() {
        return id;
    }

    /** For people, such as {@code T5 encoder}. */
    public String label() {
        return label;
    }

    /** What to choose where this is asked for, as a clause. */
    String choice() {
        return switch (this) {
            case TRANSFORMER -> "the file or folder of a " + ModelFamily.labels() + " " + label;
            case T5 -> "the file or folder of a T5 encoder, such as text_encoder_2 of FLUX or text_encoder_3 of SD3";
            case CLIP -> "the file or folder of a CLIP text encoder, such as text_encoder of FLUX or SD3";
            case VAE -> "a vae folder, ae.safetensors or a tiny autoencoder's file";
            case TOKENIZER -> "a folder with tokenizer.json, with spiece.model, or with vocab.json and merges.txt, or "
                    + "a GGUF file that has its vocabulary";
            case PIPELINE -> "a pipeline's folder";
            case LORA -> "the .safetensors file of a LoRA, or PEFT's folder of one";
            default -> "another one";
        };
    }

    /** Whether it is what was asked for; who asks for a VAE says later which half. */
    boolean is(ModelKind wanted) {
        return this == wanted || wanted == VAE && (this == VAE_ENCODER || this == VAE_DECODER);
    }

    /** Whether there is a node that takes it. */
    boolean run() {
        return run;
    }
}
