// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.report;

/** The names of what is measured, as report.json and report.csv have them. */
public final class Keys {

    public static final String FRECHET = "quality.frechet";
    public static final String PRECISION = "quality.precision";
    public static final String RECALL = "quality.recall";

    /** 0 to 100. */
    public static final String CLIP = "alignment.clip-score";

    /** Pictures of things (all scenes but signs) that show all that was asked for and nothing else. */
    public static final String SEMANTIC = "semantic.right";
    /** Mean share of a picture's attributes that are right; things only. */
    public static final String SEMANTIC_PARTS = "semantic.parts";
    /** Followed by a {@link Kind}; signs too. */
    public static final String SEMANTIC_KIND = "semantic.kind.";
    /** Followed by an {@link Attribute}. */
    public static final String SEMANTIC_ATTRIBUTE = "semantic.attribute.";

    public static final String READER_CHARACTERS = "text.reader.characters";
    public static final String READER_WORDS = "text.reader.words";
    public static final String TESSERACT_CHARACTERS = "text.tesseract.characters";
    public static final String TESSERACT_WORDS = "text.tesseract.words";

    /** Of a student: mean squared difference of its text to the teacher's. */
    public static final String EMBEDDING = "difference.embedding";
    /** Of a student: mean squared difference of what the denoiser predicts with its text and with the teacher's. */
    public static final String VELOCITY = "difference.velocity";

    /** Mean difference of the pixels of two pictures of the same prompt, from 0 to 1. */
    public static final String PIXELS = "difference.pixels";

    /** Captions that a student was distilled with, each time that one was. */
    public static final String CAPTIONS = "learning.captions";
    /** Optimizer steps of a student. */
    public static final String STEPS = "learning.steps";
    /** Processor time of its distillation. */
    public static final String PROCESSOR = "learning.processor";

    /** Prompts that go to the teacher where those with words in quotes do. */
    public static final String ROUTED = "routing.teacher";

    public static final String PARAMETERS = "cost.parameters";
    /** Of these, the projection's. */
    public static final String PROJECTION = "cost.parameters.projection";
    public static final String FILE = "cost.file";
    /** All weights in memory: while the policy kept holds them, and at most with unloaded. */
    public static final String MEMORY_KEPT = "cost.memory.kept";
    /** The largest part of the weights that is in memory at once. */
    public static final String MEMORY_STREAMED = "cost.memory.streamed";
    /** Followed by a {@link Policy}; a single prompt. */
    public static final String LATENCY = "cost.latency.";

    private Keys() {
    }
}
