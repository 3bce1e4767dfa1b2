// SPDX-License-Identifier: EPL-2.0
package org.stillroom.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.stillroom.batch.job.Item;
import org.stillroom.batch.job.ModelSums;

/**
 * What one task draws: items of one group.
 *
 * @param models that they were planned with
 */
record Part(ArrayList<Item> items, ModelSums models) implements Serializable {

    static Part of(List<Item> items, ModelSums models) {
        // lists of the library can be sent to other machines
        return new Part(new ArrayList<>(items), models);
    }
}
