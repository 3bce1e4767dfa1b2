// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.family;

import org.stillroom.distill.training.Rates;

/**
 * How the text encoder is trained as a language model before the transformer is trained on what it then gives.
 *
 * @param decoderLayers layers of the decoder that it is trained with and that is thrown away
 * @param batch texts of a step
 */
public record LanguagePlan(int decoderLayers, int batch, Rates rates) {

    LanguagePlan withSteps(long steps) {
        return new LanguagePlan(decoderLayers, batch, rates.withSteps(steps));
    }
}
