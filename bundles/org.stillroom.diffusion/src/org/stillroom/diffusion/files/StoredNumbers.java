// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.files;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.stillroom.diffusion.weights.StoredTensor;
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
    private static final String QUANTO = "._data";

    static StoredNumbers of(Checkpoint checkpoint) {
        Map<String, Long> bytes = new TreeMap<>();
        Map<String, Long> quantised = new TreeMap<>();
        long count = 0;
        boolean packed = false;
        try {
            for (String name : checkpoint.names()) {
                StoredTensor tensor = new StoredTensor(checkpoint, name);
                if (tensor.beside()) {
                    continue;
                }
                TensorInfo info = checkpoint.info(name);
                boolean other = tensor.quantised();
                boolean quanto = name.endsWith(QUANTO);
                (other || quanto ? quantised : bytes).merge(quanto ? "quanto" : tensor.format(), info.bytes(),
                        Long::sum);
                packed |= quanto;
                count += tensor.count();
                packed |= !other && !info.dtype().floating() && info.blocks().isEmpty() && name.endsWith("weight");
            }
        } catch (CheckpointException e) {
            return NONE;
        }
        boolean plain = quantised.isEmpty();
        return new StoredNumbers(joined(plain ? bytes : quantised, plain ? checkpoint.bytes() * WORTH_SAYING : 0),
                packed ? 0 : count, checkpoint.bytes());
    }

    /** Mixtures of GGUF may have ten. */
    private static String joined(Map<String, Long> bytes, double least) {
        List<String> formats = bytes.entrySet().stream().filter(each -> each.getValue() >= least)
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed()).map(Map.Entry::getKey).toList();
        return formats.size() <= MOST_SAID ? String.join(", ", formats)
                : String.join(", ", formats.subList(0, MOST_SAID - 1)) + OTHERS;
    }

    StoredNumbers plus(StoredNumbers other) {
        boolean alike = other.format.isEmpty() || format.equals(other.format) || format.endsWith(OTHERS);
        String both = format.isEmpty() ? other.format : alike ? format : format + OTHERS;
        return new StoredNumbers(both, count + other.count, bytes + other.bytes);
    }
}
