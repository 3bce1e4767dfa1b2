// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.nodes;

import java.util.List;
import org.stillroom.diffusion.values.Picture;
import org.stillroom.distill.training.LossCurve;
import org.stillroom.evaluation.measures.Pictures;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.NodeFunction;

/** Draws the loss of each step as a curve. */
public final class LossPlotNode implements NodeFunction {

    @Override
    public void execute(ExecuteContext context) {
        StepLosses losses = context.input("losses", StepLosses.class);
        context.output("image", new Picture(Pictures.tensor(List.of(LossCurve.picture(losses.values())))));
    }
}
