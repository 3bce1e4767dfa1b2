// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import java.util.List;
import org.stillroom.diffusion.text.PromptSyntax;
import org.stillroom.diffusion.values.KnownText;
import org.stillroom.nodes.contract.ConfigureContext;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.NodeFunction;

/** The words a picture is made from. */
public final class PromptNode implements NodeFunction {

    @Override
    public void configure(ConfigureContext context) {
        for (String text : List.of("text", "negative")) {
            String words = context.parameters().text(text);
            context.output(text, new KnownText(words));
            PromptSyntax.in(words).forEach(found -> context.warning(text, found.sentence()));
        }
    }

    @Override
    public void execute(ExecuteContext context) {
        context.output("text", context.parameters().text("text"));
        context.output("negative", context.parameters().text("negative"));
    }
}
