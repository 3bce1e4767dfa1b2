// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.cost;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.stillroom.diffusion.text.T5Encoder;
import org.stillroom.diffusion.text.T5Files;
import org.stillroom.evaluation.report.Costs;
import org.stillroom.evaluation.report.Keys;
import org.stillroom.evaluation.report.Measured;
import org.stillroom.evaluation.report.Policy;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.contract.Quantity;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.models.ModelCache;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.FreeMemory;
import org.stillroom.torch.runtime.Torch;

/**
 * Measures one encoder in one way. The most memory that a process took is known for the whole process only, so that a
 * process measures once.
 *
 * @param tokens of a prompt
 */
public record CostMeasurement(EncoderSize size, CostFormat format, Policy policy, int tokens, Device device) {

    private static final Path STATUS = Path.of("/proc/self/status");
    /** Java, libtorch and what is computed take some memory as well. */
    private static final long OTHERS = 1500L << 20;

    /** By what results of it are known: one a key. */
    public String key() {
        return size.id() + " " + format.id() + " " + policy.word();
    }

    /** Bytes that it takes where it computes; more than there are would bring the machine down. */
    public long needed() {
        long weights = size.parameters() * (format == CostFormat.INT8 ? 1 : format.stored().size());
        return policy == Policy.STREAMED ? OTHERS : weights + weights / 10 + OTHERS;
    }

    /**
     * Bytes that there are for it: all of this machine's memory, or what is free of a card's; empty if nobody tells.
     */
    public OptionalLong memory() {
        return device.kind() == Device.Kind.CPU ? OptionalLong.of(ModelCache.machineMemory())
                : FreeMemory.of(device).map(FreeMemory::free).map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    /**
     * That it does not fit, and what would, in a part of a sentence; empty if it fits or nobody knows.
     *
     * @param memory bytes that there are
     */
    public Optional<String> tooLarge(OptionalLong memory) {
        if (memory.isEmpty() || needed() <= memory.getAsLong()) {
            return Optional.empty();
        }
        return Optional.of("it takes about " + Quantity.bytes(needed()).text() + ", and "
                + (device.kind() == Device.Kind.CPU ? "this machine" : device) + " has "
                + Quantity.bytes(memory.getAsLong()).text() + " of memory"
                + (device.kind() == Device.Kind.CPU ? "" : " free")
                + (policy == Policy.STREAMED ? "" : "; streamed it takes "
                        + Quantity.bytes(new CostMeasurement(size, format, Policy.STREAMED, tokens, device).needed())
                                .text()));
    }

    /**
     * Measures in this process.
     *
     * @param model what {@link RandomEncoder} wrote
     * @throws CheckpointException if it cannot be read
     * @throws IOException if the system does not say what memory is used
     */
    public CostRow measure(Path model, Progress progress) throws CheckpointException, IOException {
        Torch.check(device);
        long before = status("VmRSS:");
        Costs costs = new Costs(device, format.computed(device), tokens);
        double load = 0;
        if (policy != Policy.STREAMED) {
            // the first time, libtorch reads the program as well
            T5Encoder.load(model, device, format.computed(device), progress).close();
            long begin = System.nanoTime();
            T5Encoder.load(model, device, format.computed(device), progress).close();
            load = (System.nanoTime() - begin) / 1e9;
        }
        Measured encode = costs.latency(policy, model, progress);
        Map<String, Measured> known = new HashMap<>();
        costs.sizes(model).forEach(each -> known.put(each.key(), each));
        long weights = (long) known.get(policy == Policy.STREAMED ? Keys.MEMORY_STREAMED : Keys.MEMORY_KEPT).value();
        return new CostRow(this, size.parameters(), T5Files.open(model).model().checkpoint().bytes(),
                weights, Math.max(0, status("VmHWM:") - before), load, encode.value(),
                encode.interval().orElseThrow().low(), encode.interval().orElseThrow().high());
    }

    ObjectNode json() {
        return JsonNodeFactory.instance.objectNode().put("size", size.id()).put("format", format.id())
                .put("policy", policy.word()).put("tokens", tokens).put("device", device.toString());
    }

    static Optional<CostMeasurement> of(JsonNode json) {
        Optional<EncoderSize> size = EncoderSize.of(json.path("size").asText());
        Optional<CostFormat> format = CostFormat.of(json.path("format").asText());
        Optional<Policy> policy = policy(json.path("policy").asText());
        if (size.isEmpty() || format.isEmpty() || policy.isEmpty() || !json.path("tokens").isInt()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new CostMeasurement(size.get(), format.get(), policy.get(),
                    json.path("tokens").asInt(), Device.parse(json.path("device").asText())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The one of this word. */
    public static Optional<Policy> policy(String word) {
        for (Policy policy : Policy.values()) {
            if (policy.word().equals(word)) {
                return Optional.of(policy);
            }
        }
        return Optional.empty();
    }

    /** In bytes; 0 on systems that do not say. */
    private static long status(String key) throws IOException {
        if (!Files.isReadable(STATUS)) {
            return 0;
        }
        return Files.readAllLines(STATUS).stream().filter(line -> line.startsWith(key))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024).findFirst().orElse(0);
    }
}
