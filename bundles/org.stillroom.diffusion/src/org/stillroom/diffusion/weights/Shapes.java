// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.weights;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Collects the tensors that a model consists of, part by part. */
public final class Shapes {

    private final List<SortedMap<String, List<Long>>> parts = new ArrayList<>();

    /** Begins the first part. */
    public Shapes() {
        part();
    }

    /** Begins another part. */
    public void part() {
        parts.add(new TreeMap<>());
    }

    public void tensor(String name, long... shape) {
        parts.getLast().put(name, Arrays.stream(shape).boxed().toList());
    }

    /** A linear layer with bias. */
    public void linear(String name, long in, long out) {
        tensor(name + ".weight", out, in);
        tensor(name + ".bias", out);
    }

    /** Two linear layers: a timestep or text embedding. */
    public void embedder(String name, long in, long width) {
        linear(name + ".linear_1", in, width);
        linear(name + ".linear_2", width, width);
    }

    /** Two linear layers, four times as wide between. */
    public void feedForward(String name, long width) {
        linear(name + ".net.0.proj", width, 4 * width);
        linear(name + ".net.2", 4 * width, width);
    }

    /** Query, key and value of one attention; their names differ between streams. */
    public void projections(String block, List<String> names, long width) {
        for (String name : names) {
            linear(block + name, width, width);
        }
    }

    /** Norms of queries and keys. */
    public void norms(String block, List<String> names, long headDim) {
        for (String name : names) {
            tensor(block + name + ".weight", headDim);
        }
    }

    public List<SortedMap<String, List<Long>>> parts() {
        return parts;
    }
}
