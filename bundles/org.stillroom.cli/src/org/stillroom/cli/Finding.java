// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Something that a machine lacks for graphs, or that is to be known before they run.
 *
 * @param subject such as the name of a model
 * @param found what is the matter, as a clause
 * @param todo what to do about it, as a clause
 * @param graphs that it concerns, relative to the folder that was looked through
 */
record Finding(Kind kind, String subject, String found, String todo, SortedSet<String> graphs) {

    /** What it is about, the gravest first. */
    enum Kind {
        GRAPH(true), NODE_TYPE(true), MODEL(true), FILE(true), DEVICE(true), PROGRAM(true), DISK(true),
        OTHER_MODEL(false), MEMORY(false), LICENCE(false);

        private final boolean lacks;

        Kind(boolean lacks) {
            this.lacks = lacks;
        }

        /** As it stands in tables and JSON. */
        String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Whether graphs do not run with it. */
        boolean lacks() {
            return lacks;
        }
    }

    /** The same for one more graph. */
    Finding alsoIn(Finding other) {
        SortedSet<String> all = new TreeSet<>(graphs);
        all.addAll(other.graphs);
        return new Finding(kind, subject, found, todo, all);
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("kind", kind.id()).put("lacks", kind.lacks()).put("subject", subject).put("found", found)
                .put("todo", todo);
        graphs.forEach(json.putArray("graphs")::add);
        return json;
    }
}
