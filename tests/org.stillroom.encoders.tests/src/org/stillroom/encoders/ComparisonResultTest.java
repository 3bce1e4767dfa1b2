// SPDX-License-Identifier: EPL-2.0
package org.stillroom.encoders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.stillroom.editor.status.NodeStatus;
import org.stillroom.editor.status.NodeStatus.State;
import org.stillroom.encoders.edit.Contender;
import org.stillroom.graph.PortRef;
import org.stillroom.nodes.contract.RgbImage;
import org.stillroom.workbench.open.RanGraph;

/** What is said of encoders that were compared. */
class ComparisonResultTest {

    private static final int SIZE = 16;

    private final Map<PortRef, RgbImage> pictures = new HashMap<>();
    private final Map<String, NodeStatus> statuses = new HashMap<>();

    /** A run whose pictures are there already. */
    private final RanGraph run = new RanGraph() {
        @Override
        public NodeStatus status(String node) {
            return statuses.getOrDefault(node, NodeStatus.IDLE);
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T> Optional<T> output(PortRef output, Function<Object, T> read) {
            return Optional.ofNullable((T) pictures.get(output));
        }
    };

    private Contender contender(String model, int level, NodeStatus status) {
        PortRef picture = new PortRef("vae_" + model, "image");
        if (level >= 0) {
            byte[] rgb = new byte[3 * SIZE * SIZE];
            Arrays.fill(rgb, (byte) level);
            pictures.put(picture, new RgbImage(SIZE, SIZE, rgb));
        }
        statuses.put("t5_" + model, status);
        return new Contender(model, "t5_" + model, picture);
    }

    private static NodeStatus took(double seconds) {
        return new NodeStatus(State.DONE, 0, 0, seconds, 0, "");
    }

    private List<String> lines(Contender... contenders) {
        return ComparisonResult.of(run, List.of(contenders), List.of()).getLast().lines();
    }

    @Test
    void thePicturesAreComparedWithTheFirst() {
        Contender first = contender("large", 0, took(2));
        List<String> lines = lines(first, contender("small", 51, took(0.5)));
        assertEquals("500 ms to load and encode", lines.get(0));
        assertTrue(lines.get(1).startsWith("differs from the first by 20.0 % (PSNR 14.0 dB"), lines.get(1));
        assertEquals("the same picture as the first", lines(first, contender("same", 0, took(1))).get(1));
        assertEquals("the others are compared with this one", lines(first).get(1));
    }

    @Test
    void whatWentWrongIsSaidInThePlaceOfTheTime() {
        Contender failed = contender("broken", -1, new NodeStatus(State.FAILED, 0, 0, 0, 0, "out of memory"));
        assertEquals(List.of("out of memory", "no picture to compare"), lines(contender("large", 0, took(2)), failed));
        Contender kept = contender("kept", 9, new NodeStatus(State.CACHED, 0, 0, 0, 0, ""));
        assertEquals("time: known from an earlier run", lines(contender("large", 0, took(2)), kept).get(0));
    }

    @Test
    void anotherSizeIsNoDifference() {
        Contender wide = contender("wide", -1, took(1));
        pictures.put(wide.picture(), new RgbImage(2, 1, new byte[6]));
        assertEquals("has another size: 2 x 1 pixels", lines(contender("large", 0, took(2)), wide).get(1));
    }
}
