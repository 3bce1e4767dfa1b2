// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.nodes;

import org.stillroom.distill.vision.StudentStart;
import org.stillroom.nodes.contract.Spec;

/**
 * A student that has not learned yet.
 *
 * @param start what it begins with
 */
public record Student(StudentStart start) {

    /** @param start what it begins with */
    public record Info(StudentStart start) implements Spec {
    }
}
