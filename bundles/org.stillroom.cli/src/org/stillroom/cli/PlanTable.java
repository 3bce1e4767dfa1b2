// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.stillroom.engine.memory.MemoryBudget;
import org.stillroom.engine.memory.MemoryPlan;
import org.stillroom.engine.memory.PlannedModel;
import org.stillroom.nodes.contract.Quantity;

/** A plan of memory, model by model. */
record PlanTable(MemoryPlan plan) {

    void print(PrintWriter out) {
        Table table = new Table();
        table.row("node", "memory", "weights", "at a time", "work", "others", "peak", "model");
        for (PlannedModel each : plan.models()) {
            long own = each.memory().peak(each.stay(), each.tiles());
            long work = each.tiles() ? each.memory().tiled().orElse(0L) : each.memory().work();
            table.row(each.node(), each.stay().name().toLowerCase(Locale.ROOT) + (each.chosen() ? "*" : "")
                    + (each.tiles() ? " tiles" : ""), size(each.memory().weights()), size(own - work), size(work),
                    size(each.others()), size(each.peak()), each.memory().model());
        }
        table.print(out, "");
        MemoryBudget budget = plan.budget();
        out.println("peak " + plan.words() + (budget.known() ? budget.given() ? " allowed" : " free" : "") + ", "
                + size(budget.base()) + " of it before any model is loaded");
        if (plan.models().stream().anyMatch(PlannedModel::chosen)) {
            out.println("* chosen by this plan");
        }
    }

    private static String size(long bytes) {
        return Quantity.bytes(bytes).text();
    }
}
