// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.nodes;

import java.util.Optional;
import org.stillroom.nodes.contract.ConfigureContext;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.NodeFunction;
import org.stillroom.nodes.contract.Quantity;
import org.stillroom.world.Captions;
import org.stillroom.world.Judge;
import org.stillroom.world.Reader;
import org.stillroom.world.Scene;
import org.stillroom.world.Score;

/** How many pictures of the miniature world show what their captions say. Signs are left to text accuracy. */
public final class SemanticAccuracyNode implements NodeFunction {

    @Override
    public void configure(ConfigureContext context) {
        PromptedPictures.check(context);
        PromptedPictures.checkReadable(context);
    }

    @Override
    public void execute(ExecuteContext context) throws NodeException {
        PromptedPictures given = PromptedPictures.of(context);
        long things = 0;
        long right = 0;
        double parts = 0;
        for (int i = 0; i < given.pictures().size(); i++) {
            context.progress(i, given.pictures().size());
            Scene wanted = scene(given.prompts().get(i), given.at());
            if (!(wanted instanceof Scene.Sign)) {
                Score score = Judge.score(wanted, Reader.read(given.pictures().get(i)));
                things++;
                right += score.right() ? 1 : 0;
                parts += score.parts();
            }
        }
        if (things == 0) {
            throw new NodeException(given.at(), "All prompts are of signs, which are measured by text accuracy; give "
                    + "prompts of things, such as: a red circle above a blue square.");
        }
        context.output("numbers", Numbers.of(
                new Numbers.Row("pictures right", Quantity.share((double) right / things), things),
                new Numbers.Row("attributes right", Quantity.share(parts / things), things)));
    }

    private static Scene scene(String prompt, String at) throws NodeException {
        Optional<Scene> scene = Captions.find(prompt);
        if (scene.isEmpty()) {
            throw new NodeException(at, "\"" + prompt + "\" is no caption of the miniature world, so its reader cannot "
                    + "tell whether a picture is right; give captions such as: three green stars.");
        }
        return scene.get();
    }
}
