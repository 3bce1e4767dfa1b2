// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.stillroom.diffusion.lora.AdaptedResidence;
import org.stillroom.diffusion.values.TokenIds;
import org.stillroom.graph.io.Digest;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.check.Checksums;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.Identity;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Program;
import org.stillroom.torch.runtime.Torch;

/**
 * What an embedding follows from. The prompt, its tokenizer and its length count as the tokens that they come to, and
 * of LoRAs those that change the encoder. How its weights are kept in memory changes nothing.
 */
final class EncoderIdentity {

    /** Raised when embeddings become others with the same programs. */
    private static final int VERSION = 1;
    /** What says how strong a LoRA of PEFT is. */
    private static final String ADAPTER = "adapter_config.json";

    /** Megabytes. */
    private static final int TOLD_EVERY = 100;

    private EncoderIdentity() {}

    /**
     * @param model the file or folder that is read
     * @param config all that was understood of its settings
     */
    static Identity of(ExecuteContext context, String name, Path model, Program.Library program, Record config,
            List<AdaptedResidence.Applied> loras) throws NodeException, IOException {
        Device device = ModelLoading.device(context);
        DType dtype = ModelLoading.dtype(context.parameters(), device);
        TokenIds tokens = context.input("tokens", TokenIds.class);
        Identity identity = Identity.of(name, Digest.hex(String.join("\n", sums(context, model))))
                .and("version", VERSION)
                .and("program", Digest.hex(Program.source(program)))
                .and("libtorch", Torch.version())
                .and("config", config)
                .and("dtype", dtype == DType.I8 && !device.multipliesBytes() ? "I8 unpacked" : dtype)
                .and("device", device.kind())
                .and("tokens", Digest.hex(tokens.kind() + " " + tokens.ids()))
                .and("negative", tokens.negative().map(ids -> Digest.hex(ids.toString())).orElse("none"));
        for (int i = 0; i < loras.size(); i++) {
            AdaptedResidence.Applied lora = loras.get(i);
            Path file = lora.fit().file().path();
            Path adapter = file.resolveSibling(ADAPTER);
            identity = identity.and("lora." + i + ".strength", lora.strength())
                    .and("lora." + i + ".content", sums(context, file))
                    .and("lora." + i + ".config", Files.exists(adapter) ? sums(context, adapter) : "none");
        }
        return identity;
    }

    /** Says what takes so long where a large file is read, which is once as long as it does not change. */
    private static Progress told(ExecuteContext context, long all) {
        AtomicLong megabytes = new AtomicLong();
        return () -> {
            long read = megabytes.incrementAndGet();
            if (read % TOLD_EVERY == 0) {
                context.progress(Math.min(read, all), all, "MB of its files read once, to know it again");
            }
            context.checkCancelled();
        };
    }

    private static long megabytes(Path model) throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.walk(model, 1)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes >> 20;
    }

    /** SHA-256 of a single file, which may have any name; of a folder those of its files, in the order of names. */
    private static List<String> sums(ExecuteContext context, Path model) throws IOException {
        SortedMap<String, String> sums = context.shared(Checksums.class, Checksums::ofUser).of(model,
                told(context, megabytes(model)));
        return Files.isDirectory(model) ? sums.entrySet().stream().map(file -> file.getKey() + " " + file.getValue())
                .toList() : List.copyOf(sums.values());
    }
}
