// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.report;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was measured of one encoder, in the order in which it was. What was not measured is not in it. */
public final class Measures {

    private final Map<String, Measured> all = new LinkedHashMap<>();

    void add(Measured measured) {
        all.put(measured.key(), measured);
    }

    void add(Collection<Measured> several) {
        several.forEach(this::add);
    }

    public Optional<Measured> get(String key) {
        return Optional.ofNullable(all.get(key));
    }

    public List<Measured> all() {
        return List.copyOf(all.values());
    }
}
