// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stillroom.nodes.contract.RgbImage;
import org.stillroom.world.Renderer;
import org.stillroom.world.Scene;
import org.stillroom.world.Split;
import org.stillroom.world.World;

/** Rows of encoders that are no encoders: they show the right picture, or that of another caption. */
final class Fakes {

    static final PromptPlan PLAN = PromptPlan.heldOut(3, 200, 1);

    private Fakes() {
    }

    /** @param every of things and of signs, each this many-th picture is wrong; 0 for none */
    static Row row(String name, Optional<Contender.Role> role, long parameters, int everyThing, int everySign) {
        List<Outcome> outcomes = new ArrayList<>();
        int things = 0;
        int signs = 0;
        for (Wanted wanted : PLAN.measured()) {
            boolean sign = wanted.text().isPresent();
            int number = sign ? ++signs : ++things;
            int every = sign ? everySign : everyThing;
            outcomes.add(Outcome.of(wanted, every > 0 && number % every == 0 ? wrong(wanted) : right(wanted),
                    Optional.empty()));
        }
        Measures measures = new Measures();
        if (role.isPresent()) {
            measures.add(Measured.exact(Keys.PARAMETERS, Unit.COUNT, parameters));
            measures.add(new Measured(Keys.FRECHET, Unit.NUMBER, 2.5 + 1e4 / parameters, Optional.empty(), 200));
            measures.add(new Measured(Keys.LATENCY + "kept", Unit.SECONDS, 1e-9 * parameters,
                    Optional.of(new Interval(0.9e-9 * parameters, 1.3e-9 * parameters)), 20));
        }
        measures.add(Semantics.of(outcomes));
        measures.add(Texts.of(outcomes));
        return new Row(name, role.map(each -> new Contender(name, Path.of("models", name), each, Optional.empty())),
                measures, outcomes);
    }

    static Row teacher(int everyThing, int everySign) {
        return row("teacher", Optional.of(Contender.Role.TEACHER), 4_000_000, everyThing, everySign);
    }

    static Row student(String name, long parameters, int everyThing, int everySign) {
        return row(name, Optional.of(Contender.Role.STUDENT), parameters, everyThing, everySign);
    }

    static Row naive(String name, long parameters, int everyThing, int everySign) {
        return row(name, Optional.of(Contender.Role.NAIVE), parameters, everyThing, everySign);
    }

    static Row learned(Row row, Learning learning) {
        Contender was = row.contender().orElseThrow();
        return new Row(row.name(), Optional.of(new Contender(was.name(), was.model(), was.role(),
                Optional.of(learning))), row.measures(), row.outcomes());
    }

    static Row real() {
        return row(Row.REAL, Optional.empty(), 0, 0, 0);
    }

    static Report report(List<Row> rows, PromptPlan plan) {
        List<List<Optional<RgbImage>>> gallery = new ArrayList<>();
        for (Wanted wanted : plan.gallery()) {
            gallery.add(rows.stream().map(row -> wanted.scene().map(scene ->
                    Renderer.draw(scene, row.name().hashCode()))).toList());
        }
        return new Report(Map.of("family", "models/tiny"), plan, rows, gallery, List.of("A remark."), Verdict.of(rows),
                Target.of(rows));
    }

    static RgbImage right(Wanted wanted) {
        return Renderer.draw(wanted.scene().orElseThrow(), 5);
    }

    /** Of another scene: nothing of what is wanted is asked for in it but perhaps by chance. */
    static RgbImage wrong(Wanted wanted) {
        World world = new World(8, Split.TRAIN);
        boolean sign = wanted.text().isPresent();
        long index = wanted.noise() >>> 40;
        while (world.scene(index) instanceof Scene.Sign != sign) {
            index++;
        }
        return Renderer.draw(world.scene(index), 5);
    }
}
