// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** How well words are written, by who reads them. */
final class Texts {

    private Texts() {
    }

    /**
     * Characters: of all letters that were wanted the share that is right. Letters of a word come out right or wrong
     * together, so the interval counts words and not letters.
     */
    static List<Measured> of(List<Outcome> outcomes) {
        List<Measured> measured = new ArrayList<>();
        add(Keys.READER_CHARACTERS, Keys.READER_WORDS, outcomes, Outcome::read, measured);
        add(Keys.TESSERACT_CHARACTERS, Keys.TESSERACT_WORDS, outcomes, Outcome::tesseract, measured);
        return measured;
    }

    private static void add(String charactersKey, String wordsKey, List<Outcome> outcomes,
            Function<Outcome, Optional<String>> reader, List<Measured> to) {
        long words = 0;
        long right = 0;
        double lettersRight = 0;
        long letters = 0;
        for (Outcome outcome : outcomes) {
            Optional<String> read = reader.apply(outcome);
            if (read.isPresent()) {
                String wanted = outcome.wanted().text().orElseThrow();
                words++;
                letters += Outcome.letters(wanted);
                double correct = Outcome.lettersRight(wanted, read.get());
                lettersRight += correct;
                right += correct == Outcome.letters(wanted) ? 1 : 0;
            }
        }
        if (words > 0) {
            double share = Math.min(1, lettersRight / letters);
            to.add(new Measured(charactersKey, Unit.SHARE, share, Optional.of(Interval.wilson(share, words)), words));
            to.add(Measured.share(wordsKey, right, words));
        }
    }
}
