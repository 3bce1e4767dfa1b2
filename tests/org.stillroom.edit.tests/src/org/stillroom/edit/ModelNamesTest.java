// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

class ModelNamesTest {

    @Test
    void theWordOfAModelTellsItApart() {
        assertEquals("small", ModelNames.word("mini/students/small"));
        assertEquals("base", ModelNames.word("students/base.safetensors"));
        assertEquals("flux_1_dev", ModelNames.word("black-forest-labs/FLUX.1-dev/text_encoder_2"));
        assertEquals("t5_xxl", ModelNames.word("t5-xxl/model.safetensors"));
        assertEquals("text_encoder", ModelNames.word("text_encoder"));
        assertEquals("node", ModelNames.word(""));
    }

    @Test
    void theTokenizerStandsBesideTheEncoder() {
        assertFalse(ModelNames.tokenizer("students/small").isPresent());
        assertEquals("a/b/tokenizer_2", ModelNames.tokenizer("a/b/text_encoder_2").orElseThrow());
        assertEquals("tokenizer", ModelNames.tokenizer("text_encoder").orElseThrow());
    }
}
