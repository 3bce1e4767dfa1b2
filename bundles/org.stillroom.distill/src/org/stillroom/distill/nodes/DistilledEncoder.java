// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.nodes;

import java.nio.file.Path;
import org.stillroom.nodes.contract.Showable;
import org.stillroom.nodes.contract.Shown;

/**
 * A student that has learned.
 *
 * @param folder with config.json and model.safetensors in DistillT5's layout; the distillation's own, which the next
 *        run of it may write anew
 */
public record DistilledEncoder(Path folder) implements Showable {

    @Override
    public Shown shown() {
        return new Shown.Words(folder.toString());
    }
}
