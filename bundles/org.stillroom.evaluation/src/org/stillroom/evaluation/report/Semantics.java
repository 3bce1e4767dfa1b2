// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** How many pictures mean what was asked for, in the miniature world, where a reader can tell. */
final class Semantics {

    private Semantics() {
    }

    /** Of all things, by kind of scene and by attribute; what no prompt asks for is left out. */
    static List<Measured> of(List<Outcome> outcomes) {
        List<Measured> measured = new ArrayList<>();
        List<Outcome> things = outcomes.stream().filter(Outcome::things).toList();
        add(Keys.SEMANTIC, things, Semantics::right, measured);
        if (!things.isEmpty()) {
            double[] parts = things.stream().mapToDouble(outcome -> outcome.score().orElseThrow().parts()).toArray();
            double sum = 0;
            for (double part : parts) {
                sum += part;
            }
            measured.add(Measured.share(Keys.SEMANTIC_PARTS, sum, parts.length));
        }
        for (Kind kind : Kind.values()) {
            add(Keys.SEMANTIC_KIND + kind.word(), outcomes.stream().filter(outcome -> outcome.score().isPresent()
                    && Kind.of(outcome.wanted().scene().orElseThrow()) == kind).toList(), Semantics::right, measured);
        }
        for (Attribute attribute : Attribute.values()) {
            add(Keys.SEMANTIC_ATTRIBUTE + attribute.word(),
                    outcomes.stream().filter(outcome -> outcome.attributes().containsKey(attribute)).toList(),
                    outcome -> outcome.attributes().get(attribute), measured);
        }
        return measured;
    }

    static boolean right(Outcome outcome) {
        return outcome.score().orElseThrow().right();
    }

    private static void add(String key, List<Outcome> some, Predicate<Outcome> right, List<Measured> to) {
        if (!some.isEmpty()) {
            to.add(Measured.share(key, some.stream().filter(right).count(), some.size()));
        }
    }
}
