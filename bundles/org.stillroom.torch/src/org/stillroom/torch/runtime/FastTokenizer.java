// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.runtime;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.stillroom.torch.formats.CheckpointException;

/**
 * A tokenizer from a Hugging Face {@code tokenizer.json}, computed by the tokenizers library itself. Safe for use by
 * several threads.
 */
public final class FastTokenizer implements AutoCloseable {

    /** Nothing is cut or padded here: how many tokens there are is for the caller to say. */
    private static final Map<String, String> OPTIONS =
            Map.of("truncation", "false", "padding", "false", "addSpecialTokens", "true");

    private final HuggingFaceTokenizer tokenizer;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

    private FastTokenizer(HuggingFaceTokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /**
     * Makes a tokenizer from the content of a {@code tokenizer.json}. The content must be checked before if it comes
     * from a file of the user's: the native library ends the process over some damaged normalizers and vocabularies,
     * and a regular expression in it can take for ever.
     *
     * @throws CheckpointException if it is not a tokenizer
     */
    public static FastTokenizer fromJson(byte[] tokenizerJson) throws CheckpointException {
        Torch.prepare();
        AtomicReference<HuggingFaceTokenizer> created = new AtomicReference<>();
        AtomicReference<Exception> failed = new AtomicReference<>();
        Torch.withClassLoader(() -> {
            try {
                created.set(HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(tokenizerJson), OPTIONS));
            } catch (IOException | RuntimeException e) {
                failed.set(e);
            }
        });
        if (failed.get() != null) {
            throw new CheckpointException(
                    "The tokenizer cannot be used: " + failed.get().getMessage() + ".", failed.get());
        }
        return new FastTokenizer(created.get());
    }

    /**
     * The ids of a text's tokens, neither cut nor padded.
     *
     * @param text any length; halves of surrogate pairs count as U+FFFD
     * @param addSpecialTokens whether to add what the tokenizer puts around a text, such as the end token
     * @throws IllegalStateException if the tokenizer is closed
     */
    public int[] encode(String text, boolean addSpecialTokens) {
        return Arrays.stream(encoding(text, addSpecialTokens).getIds()).mapToInt(Math::toIntExact).toArray();
    }

    /**
     * Where in a text each of its tokens begins; none is added.
     *
     * @throws IllegalStateException if the tokenizer is closed
     */
    public int[] starts(String text) {
        String whole = whole(text);
        CharSpan[] spans = encoding(whole, false).getCharTokenSpans();
        int[] starts = new int[spans.length];
        int codePoints = 0;
        int chars = 0;
        for (int i = 0; i < spans.length; i++) {
            // spans count characters, of which some are two chars; they never go back
            int from = spans[i] == null ? codePoints : Math.max(codePoints, spans[i].getStart());
            chars = whole.offsetByCodePoints(chars, from - codePoints);
            codePoints = from;
            starts[i] = chars;
        }
        return starts;
    }

    private Encoding encoding(String text, boolean addSpecialTokens) {
        lock.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("The tokenizer is closed; it cannot be used any more.");
            }
            return tokenizer.encode(whole(text), addSpecialTokens, false);
        } catch (IllegalStateException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new TorchException("The tokenizer cannot encode the text: " + e.getMessage() + ".", e);
        } finally {
            lock.readLock().unlock();
        }
    }

    /** With half a surrogate pair in a text, the native library garbles its other characters beyond U+FFFF too. */
    private static String whole(String text) {
        if (text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            return text;
        }
        return text.codePoints().map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xfffd : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    /** Frees the tokenizer; further calls do nothing. */
    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                tokenizer.close();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }
}
