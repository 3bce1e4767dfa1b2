// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.stillroom.diffusion.values.Picture;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.NodeFunction;

/**
 * Shows two to four pictures together, which may differ in size: each is written as {@code <node>_<input>.png}, such
 * as {@code compare_a.png}, or {@code compare_a-1.png} and so on for a batch. The next run replaces the files.
 */
public final class CompareImagesNode implements NodeFunction {

    private static final List<String> INPUTS = List.of("a", "b", "c", "d");

    @Override
    public void execute(ExecuteContext context) throws NodeException {
        SortedMap<String, Picture> pictures = new TreeMap<>();
        for (String input : INPUTS) {
            context.optionalInput(input, Picture.class)
                    .ifPresent(picture -> pictures.put(context.nodeId() + "_" + input, picture));
        }
        ShownPictures.write(context, pictures);
    }
}
