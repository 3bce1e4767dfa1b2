// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.catalog;

import java.util.List;
import java.util.Optional;

/** An element of a contribution, whether it came from the Eclipse registry or from a file on the class path. */
public interface ContributionElement {

    String name();

    Optional<String> attribute(String name);

    List<ContributionElement> children(String name);

    /** Text directly inside the element; empty if there is none. */
    String text();

    /** Whether it is already known, without loading it, that the class named by the attribute is not there. */
    boolean lacksClass(String attribute);

    /** An instance of the class named by the attribute, made by its public constructor without arguments. */
    Object create(String attribute) throws Exception;
}
