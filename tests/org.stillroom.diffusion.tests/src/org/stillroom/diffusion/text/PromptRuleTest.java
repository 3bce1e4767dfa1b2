// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words in quotes, and rules by which prompts are told apart. */
class PromptRuleTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "A robot displaying the word 'efficiency'. | efficiency",
        "A tree displaying the word 'i'm lost'. | i'm lost",
        "a sign displaying the word 'cat' | cat",
        "a \"STOP\" sign | STOP",
        "'open', says the door | open",
        "a shop called \u201cChez Ren\u00e9e\u201d | Chez Ren\u00e9e",
        "ein Schild \u201eKein Eintritt\u201c | Kein Eintritt",
        "a poster, \u2018it\u2019s late\u2019 | it\u2019s late",
        "une affiche \u00ab ouvert \u00bb | ouvert",
        "\u770b\u677f\u300c\u6d77\u300d | \u6d77",
        "the baker's bread | ",
        "the baker\u2019s bread and the cats\u2019 bowl | ",
        "the dogs' bowl and the cats' bowl | ",
        "a board of 6' by 4', 5\" thick and 3\" wide | ",
        "empty quotes '' and \"\" and \u201c \u201d | "})
    void theWordsInQuotes(String prompt, String words) {
        assertEquals(Optional.ofNullable(words), QuotedWords.in(prompt));
    }

    private static Optional<String> reason(PromptRule rule, String prompt) {
        return rule.reason(prompt);
    }

    @Test
    void quotesHold() {
        PromptRule rule = PromptRule.of(true, "", "", 0);
        assertEquals(Optional.of("\u201ccat\u201d is in quotes"), reason(rule, "a sign displaying the word 'cat'"));
        assertEquals(Optional.empty(), reason(rule, "a red circle above a blue square"));
        assertEquals(Optional.empty(), reason(PromptRule.of(false, "", "", 0), "the word 'cat'"));
    }

    @Test
    void wordsHoldAsWholeWords() {
        PromptRule rule = PromptRule.of(false, " sign,logo , text that reads,, ", "", 0);
        assertEquals(Optional.of("it says \u201csign\u201d"), reason(rule, "A SIGN on a wall"));
        assertEquals(Optional.of("it says \u201ctext that reads\u201d"), reason(rule, "with a text that reads hello"));
        assertEquals(Optional.empty(), reason(rule, "a design of logos, significant texts"));
        assertEquals(Optional.of("it says \u201cC++ (2)\u201d"), reason(PromptRule.of(false, "C++ (2)", "", 0),
                "a book on C++ (2)"));
    }

    @Test
    void patternsAndLengthsHold() {
        PromptRule rule = PromptRule.of(false, "", "\\b[A-Z]{3,}\\b", 6);
        assertEquals(Optional.of("it matches \\b[A-Z]{3,}\\b"), reason(rule, "a button, STOP"));
        assertEquals(Optional.empty(), reason(rule, "a very small button on walls"));
        assertEquals(Optional.of("it has 7 words"), reason(rule, " a very small button on  my\nwall "));
        assertEquals(Optional.empty(), reason(PromptRule.of(false, "", "", 0), "one two three"));
    }

    @Test
    void saysWhetherThereIsARule() {
        assertFalse(PromptRule.of(false, " , ", "", 0).says());
        assertTrue(PromptRule.of(true, "", "", 0).says());
        assertTrue(PromptRule.of(false, "a", "", 0).says());
        assertTrue(PromptRule.of(false, "", "a", 0).says());
        assertTrue(PromptRule.of(false, "", "", 1).says());
    }

    @Test
    void whatIsNoPatternOrNeverEndsIsRefused() {
        assertThrows(PatternSyntaxException.class, () -> PromptRule.of(false, "", "(a", 0));
        for (String pattern : new String[] {"(a+)+$", "(a|aa)+c", "(.|\\s)*b"}) {
            PromptRule rule = PromptRule.of(false, "", pattern, 0);
            String message = assertThrows(IllegalArgumentException.class,
                    () -> rule.reason("a".repeat(100_000) + "!")).getMessage();
            assertTrue(message.contains("takes too long on this prompt"), message);
        }
    }
}
