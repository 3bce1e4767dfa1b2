// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.run;

import org.eclipse.osgi.util.NLS;

/**
 * Which of several runs that were asked for at once one is.
 *
 * @param series number of the first of them; 0 for a run of its own
 * @param number from 1
 * @param of how many there are
 */
record Turn(long series, int number, int of) {

    /** A run of its own. */
    static final Turn ONLY = new Turn(0, 1, 1);

    /** A graph's name with which one of several this is; the name alone for a run of its own. */
    String of(String name) {
        return of == 1 ? name : NLS.bind(Messages.Turn_of, new Object[] {name, number, of});
    }

    boolean sameSeries(Turn other) {
        return series > 0 && series == other.series;
    }
}
