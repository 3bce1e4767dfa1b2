// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.status;

import org.eclipse.osgi.util.NLS;
import org.stillroom.engine.memory.MemoryPlan;
import org.stillroom.engine.memory.PlannedModel;
import org.stillroom.nodes.contract.Quantity;

/** What was foretold of a run's memory, for a tooltip. */
final class PlanText {

    private PlanText() {}

    /** Lines that follow others: the peak, and each model. */
    static String of(MemoryPlan plan) {
        StringBuilder text = new StringBuilder(NLS.bind(Messages.PlanText_peak, plan.words()));
        long held = plan.budget().held().values().stream().mapToLong(Long::longValue).sum();
        if (held > 0) {
            text.append(NLS.bind(Messages.PlanText_held, Quantity.bytes(held).text()));
        }
        for (PlannedModel each : plan.models()) {
            String stay = switch (each.stay()) {
                case KEEP -> Messages.PlanText_keep;
                case UNLOAD -> Messages.PlanText_unload;
                case STREAM -> Messages.PlanText_stream;
            };
            text.append(NLS.bind(Messages.PlanText_model, new Object[] {each.node(), each.memory().model(),
                Quantity.bytes(each.memory().weights()).text(), stay, Quantity.bytes(each.peak()).text()}));
        }
        return text.toString();
    }
}
