// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.files;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.TensorInfo;

/**
 * How the numbers of a checkpoint are stored.
 *
 * @param format for people, such as {@code BF16} or {@code Q4_K, Q6_K}
 * @param count how many there are; 0 where several may be packed into what the header counts as one
 * @param bytes of all tensors
 */
record StoredNumbers(String format, long count, long bytes) {

    static final StoredNumbers NONE = new StoredNumbers("", 0, 0);
    /** A format that takes less than this part of a file is that of a few small tensors. */
    private static final double WORTH_SAYING = 0.01;
    private static final int MOST_SAID = 4;
    private static final String OTHERS = " and others";
    private static final Map<String, String> BY_END = byEnd();

    private static Map<String, String> byEnd() {
        Map<String, String> ends = new LinkedHashMap<>();
        ends.put(".comfy_quant", "ComfyUI quantised");
        ends.put(".scale_weight", "scaled fp8");
        ends.put(".quant_state.bitsandbytes__nf4", "bitsandbytes NF4");
        ends.put(".quant_state.bitsandbytes__fp4", "bitsandbytes FP4");
        ends.put(".SCB", "bitsandbytes int8");
        ends.put("._data", "quanto");
        return ends;
    }

    static StoredNumbers of(Checkpoint checkpoint) {
        Map<String, Long> bytes = new TreeMap<>();
        long count = 0;
        boolean packed = false;
        try {
            for (String name : checkpoint.names()) {
                TensorInfo info = checkpoint.info(name);
                bytes.merge(info.format(), info.bytes(), Long::sum);
                count += info.count();
                packed |= !info.dtype().floating() && info.blocks().isEmpty() && name.endsWith("weight");
            }
        } catch (CheckpointException e) {
            return NONE;
        }
        long all = checkpoint.bytes();
        String quantised = quantised(checkpoint);
        List<String> stored = bytes.entrySet().stream().filter(each -> each.getValue() >= all * WORTH_SAYING)
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed()).map(Map.Entry::getKey).toList();
        return new StoredNumbers(quantised.isEmpty() ? joined(stored) : quantised, packed ? 0 : count, all);
    }

    /** Mixtures of GGUF may have ten. */
    private static String joined(List<String> formats) {
        return formats.size() <= MOST_SAID ? String.join(", ", formats)
                : String.join(", ", formats.subList(0, MOST_SAID - 1)) + OTHERS;
    }

    private static String quantised(Checkpoint checkpoint) {
        String found = BY_END.entrySet().stream()
                .filter(end -> checkpoint.names().stream().anyMatch(name -> name.endsWith(end.getKey())))
                .map(Map.Entry::getValue).collect(Collectors.joining(", "));
        boolean inHeader = found.isEmpty() && checkpoint.metadata().containsKey("_quantization_metadata");
        return inHeader ? "ComfyUI quantised" : found;
    }

    StoredNumbers plus(StoredNumbers other) {
        boolean alike = other.format.isEmpty() || format.equals(other.format) || format.endsWith(OTHERS);
        String both = format.isEmpty() ? other.format : alike ? format : format + OTHERS;
        return new StoredNumbers(both, count + other.count, bytes + other.bytes);
    }
}
