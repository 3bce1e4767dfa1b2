// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.contract;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a result follows from, said so that it is the same in every program and on every machine: contents and values,
 * never names, times or places of files. Two results of one identity are equal.
 *
 * @param model name of the model that makes it, for people
 * @param modelDigest of the model's content; results of one model are kept together
 * @param parts all that counts, by name; the model's digest among them
 */
public record Identity(String model, String modelDigest, SortedMap<String, String> parts) {

    private static final String MODEL = "model";

    public Identity {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(modelDigest, "modelDigest");
        parts = Collections.unmodifiableSortedMap(new TreeMap<>(parts));
    }

    public static Identity of(String model, String modelDigest) {
        return new Identity(model, modelDigest, new TreeMap<>(Map.of(MODEL, modelDigest)));
    }

    /**
     * The same, and one thing more.
     *
     * @throws IllegalArgumentException if there is a part of that name already
     */
    public Identity and(String name, Object value) {
        SortedMap<String, String> more = new TreeMap<>(parts);
        if (more.put(name, String.valueOf(value)) != null) {
            throw new IllegalArgumentException("there are two parts " + name);
        }
        return new Identity(model, modelDigest, more);
    }
}
