// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.nodes;

import org.stillroom.nodes.contract.Showable;
import org.stillroom.nodes.contract.Shown;
import org.stillroom.nodes.contract.Sized;

/**
 * The loss of each step of a training.
 *
 * @param values in order; not copied, so whoever holds the array leaves it as it is
 */
public record StepLosses(double[] values) implements Sized, Showable {

    @Override
    public Shown shown() {
        return Shown.Series.of("loss", values);
    }

    @Override
    public long bytes() {
        return (long) values.length * Double.BYTES;
    }
}
