// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.nodes;

import java.util.Optional;
import org.stillroom.diffusion.nodes.ModelLoading;
import org.stillroom.diffusion.text.QuotedWords;
import org.stillroom.evaluation.measures.OcrReader;
import org.stillroom.evaluation.measures.TextAccuracy;
import org.stillroom.nodes.contract.ConfigureContext;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.NodeFunction;
import org.stillroom.nodes.contract.Quantity;
import org.stillroom.nodes.contract.RgbImage;
import org.stillroom.world.Board;
import org.stillroom.world.Captions;
import org.stillroom.world.Reader;
import org.stillroom.world.Renderer;
import org.stillroom.world.Scene;

/** How well pictures show the words that their prompts have in quotation marks. */
public final class TextAccuracyNode implements NodeFunction {

    private static final String READER = "reader";
    private static final String TESSERACT = "tesseract";

    /** Reads the text in a picture of a prompt. */
    private interface Reading {
        String read(RgbImage picture, String prompt) throws NodeException;
    }

    @Override
    public void configure(ConfigureContext context) {
        PromptedPictures.check(context);
        if (!context.parameters().text(READER).equals(TESSERACT)) {
            PromptedPictures.checkReadable(context);
        }
    }

    @Override
    public void execute(ExecuteContext context) throws NodeException {
        PromptedPictures given = PromptedPictures.of(context);
        Reading reading = reading(context);
        long words = 0;
        long right = 0;
        long letters = 0;
        double lettersRight = 0;
        for (int i = 0; i < given.pictures().size(); i++) {
            context.progress(i, given.pictures().size());
            Optional<String> wanted = QuotedWords.in(given.prompts().get(i));
            if (wanted.isPresent()) {
                TextAccuracy accuracy = TextAccuracy.of(wanted.get(),
                        reading.read(given.pictures().get(i), given.prompts().get(i)));
                int length = wanted.get().codePointCount(0, wanted.get().length());
                words++;
                right += accuracy.word() ? 1 : 0;
                letters += length;
                lettersRight += accuracy.characters() * length;
            }
        }
        if (words == 0) {
            throw new NodeException(given.at(), "No prompt has a text in quotation marks, so there is nothing to read; "
                    + "give prompts such as: a sign displaying the word 'cat'.");
        }
        context.output("numbers", Numbers.of(
                new Numbers.Row("characters right", Quantity.share(lettersRight / letters), words),
                new Numbers.Row("words right", Quantity.share((double) right / words), words)));
    }

    private static Reading reading(ExecuteContext context) throws NodeException {
        if (context.parameters().text(READER).equals(TESSERACT)) {
            OcrReader reader = ModelLoading.explained(READER, OcrReader::open);
            return (picture, prompt) ->
                    ModelLoading.explained(READER, () -> reader.read(picture, look(picture, prompt)));
        }
        return (picture, prompt) -> Reader.read(picture).board().map(Board::word).orElse("");
    }

    /** Signs of the miniature world are always at the same place. */
    private static OcrReader.Look look(RgbImage picture, String prompt) {
        boolean sign = picture.width() == Renderer.SIZE && picture.height() == Renderer.SIZE
                && Captions.find(prompt).filter(Scene.Sign.class::isInstance).isPresent();
        return sign ? OcrReader.Look.SIGN : OcrReader.Look.EVERYWHERE;
    }
}
