// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeUseTest {

    private static Map<String, Double> added(Map<String, Double> counts, String type, int times) {
        Map<String, Double> now = counts;
        for (int i = 0; i < times; i++) {
            now = NodeUse.after(now, type);
        }
        return now;
    }

    @Test
    void whatIsAddedMostComesFirstThenWhatIsUsual() {
        Map<String, Double> counts = added(added(Map.of(), "lora", 2), "note", 1);
        assertEquals(List.of("lora", "note", "prompt", "denoiser"),
                NodeUse.order(counts, List.of("prompt", "denoiser", "lora")));
        assertEquals(List.of("prompt"), NodeUse.order(Map.of(), List.of("prompt")));
    }

    @Test
    void habitsChange() {
        Map<String, Double> counts = added(added(Map.of(), "old", 40), "new", 20);
        assertEquals("old", NodeUse.order(counts, List.of()).getFirst());
        counts = added(counts, "new", 20);
        assertEquals("new", NodeUse.order(counts, List.of()).getFirst(), "as often, and lately");
        assertFalse(added(counts, "new", 400).containsKey("old"), "forgotten");
    }
}
