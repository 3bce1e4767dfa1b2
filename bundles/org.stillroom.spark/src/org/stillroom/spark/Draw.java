// SPDX-License-Identifier: EPL-2.0
package org.stillroom.spark;

import java.io.Serializable;
import java.util.ArrayList;
import org.stillroom.batch.job.Item;
import org.stillroom.batch.run.Drawn;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** A task: draws the items of its partition, one after another. */
final class Draw extends AbstractFunction1<Iterator<Part>, ArrayList<Drawn>> implements Serializable {

    private static final long serialVersionUID = 1L;

    private final Work work;

    Draw(Work work) {
        this.work = work;
    }

    @Override
    public ArrayList<Drawn> apply(Iterator<Part> parts) {
        ArrayList<Drawn> drawn = new ArrayList<>();
        while (parts.hasNext()) {
            Part part = parts.next();
            for (Item item : part.items()) {
                drawn.add(Executors.draw(work, item, part.models()));
            }
        }
        return drawn;
    }
}
