// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.files;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;

/**
 * How the numbers of a checkpoint are stored.
 *
 * @param format for people, such as {@code BF16} or {@code F8_E4M3, F16}
 * @param count how many there are; 0 where several may be packed into what the header counts as one
 * @param bytes of all tensors
 */
record StoredNumbers(String format, long count, long bytes) {

    static final StoredNumbers NONE = new StoredNumbers("", 0, 0);
    /** A format that takes less than this part of a file is that of a few small tensors. */
    private static final double WORTH_SAYING = 0.01;
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
        Map<DType, Long> bytes = new EnumMap<>(DType.class);
        long count = 0;
        boolean packed = false;
        try {
            for (String name : checkpoint.names()) {
                DType dtype = checkpoint.info(name).dtype();
                bytes.merge(dtype, checkpoint.info(name).bytes(), Long::sum);
                count += checkpoint.info(name).bytes() / dtype.size();
                packed |= !dtype.floating() && name.endsWith("weight");
            }
        } catch (CheckpointException e) {
            return NONE;
        }
        long all = checkpoint.bytes();
        String quantised = quantised(checkpoint);
        List<String> stored = bytes.entrySet().stream().filter(each -> each.getValue() >= all * WORTH_SAYING)
                .sorted(Map.Entry.<DType, Long>comparingByValue().reversed())
                .map(each -> each.getKey().name()).toList();
        return new StoredNumbers(quantised.isEmpty() ? String.join(", ", stored) : quantised, packed ? 0 : count, all);
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
