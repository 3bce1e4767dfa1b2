// SPDX-License-Identifier: EPL-2.0
package org.stillroom.batch.job;

import org.stillroom.graph.Ids;
import org.stillroom.nodes.check.GraphSetting;

/** A parameter of a node of the graph, written {@code NODE.PARAM}. */
public record Place(String node, String parameter) {

    /**
     * @param option for messages
     * @throws BatchException if it is not written so
     */
    static Place parse(String option, String text) throws BatchException {
        int dot = text.indexOf('.');
        if (dot < 1 || dot == text.length() - 1) {
            throw new BatchException(BatchException.Kind.USAGE, option + ": \"" + Ids.shorten(text)
                    + "\" is not written NODE.PARAM, such as denoiser.steps");
        }
        return new Place(text.substring(0, dot), text.substring(dot + 1));
    }

    /** @param text as {@link #toString} gives it */
    static Place of(String text) {
        int dot = text.indexOf('.');
        return new Place(text.substring(0, dot), text.substring(dot + 1));
    }

    GraphSetting with(String value) {
        return new GraphSetting(node, parameter, value);
    }

    @Override
    public String toString() {
        return node + "." + parameter;
    }
}
