// SPDX-License-Identifier: EPL-2.0
package org.stillroom.engine.memory;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.stillroom.nodes.contract.MemoryShare;
import org.stillroom.nodes.contract.Quantity;

/**
 * What becomes of the models of a run, and how much memory that takes.
 *
 * @param models in the order in which they are used
 * @param advice what would make it fit or, if nothing alone does, what would take most off; empty if it fits
 */
public record MemoryPlan(MemoryBudget budget, List<PlannedModel> models, List<String> advice) {

    /** More than there is anywhere, and sizes can be added to it. */
    private static final long NO_LIMIT = Long.MAX_VALUE / 2;

    public MemoryPlan {
        models = List.copyOf(models);
        advice = List.copyOf(advice);
    }

    /** Most that is in memory at a time, in bytes. */
    public long peak() {
        return largest().map(PlannedModel::peak).orElse(budget.base());
    }

    /** The node while which it is. */
    public Optional<PlannedModel> largest() {
        return models.stream().max(Comparator.comparingLong(PlannedModel::peak));
    }

    /** Whether the budget suffices. */
    public boolean fits() {
        return peak() <= budget.bytes();
    }

    /**
     * Whether it cannot go well: more is needed than somebody allowed, or than there is. Pages of mapped files count
     * only towards what somebody allowed, as the system takes them back, which makes the run slow and not impossible.
     */
    public boolean impossible() {
        if (budget.given()) {
            return !fits();
        }
        long mapped = models.stream().mapToLong(each -> each.memory().mapped()).sum();
        return peak() - mapped > budget.most();
    }

    /** What a node is given; empty if it is not in the plan. */
    public Optional<MemoryShare> share(String node) {
        return models.stream().filter(each -> each.node().equals(node)).findFirst().map(each -> {
            long own = each.memory().peak(each.stay(), each.tiles());
            return new MemoryShare(each.stay(), each.tiles(),
                    budget.known() ? Math.max(0, budget.bytes() - budget.base() - own) : NO_LIMIT);
        });
    }

    /** That it does not fit, in sentences with what would make it fit; empty if it does. */
    public Optional<String> problem() {
        if (fits() || largest().isEmpty()) {
            return Optional.empty();
        }
        String model = largest().get().memory().model();
        return Optional.of("needs " + Quantity.bytes(peak()).text() + " of memory with " + model + ", but "
                + Quantity.bytes(budget.bytes()).text() + (budget.given() ? " are allowed" : " are free")
                + (advice.isEmpty() ? "; make the picture or batch smaller, or choose smaller models"
                        : "; what would help: " + String.join("; ", advice)));
    }

    /** The peak in a few words, such as {@code 14.2 of 16.0 GB}. */
    public String words() {
        return budget.known() ? String.format(Locale.ROOT, "%s of %s", Quantity.bytes(peak()).text(),
                Quantity.bytes(budget.bytes()).text()) : Quantity.bytes(peak()).text();
    }
}
