// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.nodes;

import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.stillroom.diffusion.values.Picture;
import org.stillroom.evaluation.measures.Pictures;
import org.stillroom.nodes.contract.ConfigureContext;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.NodeFunction;
import org.stillroom.nodes.contract.Parameters;
import org.stillroom.world.Renderer;
import org.stillroom.world.Sample;
import org.stillroom.world.Split;
import org.stillroom.world.World;

/** Pictures of the miniature world with their captions: what drawn ones are compared with. */
public final class WorldPicturesNode implements NodeFunction {

    @Override
    public void configure(ConfigureContext context) {
        int count = context.parameters().integer("count");
        context.output("image", new Picture.Info(count, Renderer.SIZE, Renderer.SIZE));
        context.output("prompts", new PromptSet.Info(count));
    }

    @Override
    public void execute(ExecuteContext context) {
        Parameters parameters = context.parameters();
        String split = parameters.text("split");
        World world = new World(parameters.seed("seed"), Split.valueOf(split.toUpperCase(Locale.ROOT)));
        List<Sample> samples = LongStream.range(0, parameters.integer("count")).mapToObj(world::sample).toList();
        context.output("image", new Picture(Pictures.tensor(samples.stream().map(Sample::picture).toList())));
        context.output("prompts", new PromptSet("world, " + split, samples.stream().map(Sample::caption).toList()));
    }
}
