// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.lora;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.TensorInfo;

/**
 * A LoRA on disk, whatever program made it: a .safetensors file, or PEFT's folder. Opening reads the header only.
 */
public final class LoraFile {

    /** Of whose rows there are as many as the rank. */
    private static final List<Role> INNER = List.of(Role.DOWN, Role.HADA_1B, Role.LOKR_2B, Role.LOKR_1B);
    private static final Set<Role> TELLING = EnumSet.complementOf(EnumSet.of(Role.ALPHA, Role.WEIGHT, Role.BIAS,
            Role.DIFFERENCE, Role.BIAS_DIFFERENCE, Role.RESHAPE, Role.OTHER_ALGORITHM));

    private final Checkpoint checkpoint;
    private final List<LoraLayer> layers;
    private final List<String> strays;

    private LoraFile(Checkpoint checkpoint, List<LoraLayer> layers, List<String> strays) {
        this.checkpoint = checkpoint;
        this.layers = List.copyOf(layers);
        this.strays = List.copyOf(strays);
    }

    /** Whether a checkpoint's names are those of a LoRA in any style. */
    public static boolean recognises(Checkpoint checkpoint) {
        return checkpoint.names().stream().anyMatch(LoraFile::tells);
    }

    private static boolean tells(String name) {
        return LoraKey.of(name).map(LoraKey::role).filter(TELLING::contains).isPresent() || name.endsWith(".diff")
                || LoraKey.isOfOtherAlgorithm(name);
    }

    /**
     * Reads the header.
     *
     * @throws CheckpointException if it cannot be read, is no LoRA, or stores numbers in a way that is not read
     */
    public static LoraFile open(Path path) throws CheckpointException {
        return of(Checkpoint.open(path));
    }

    /** @throws CheckpointException if it is no LoRA, or stores numbers in a way that is not read */
    public static LoraFile of(Checkpoint checkpoint) throws CheckpointException {
        if (!recognises(checkpoint)) {
            throw new CheckpointException(checkpoint.path() + " is no LoRA: no tensor in it is named like one of a "
                    + "LoRA, such as …lora_down.weight or …lora_A.weight; choose the file of a LoRA.");
        }
        Map<String, Map<Role, TensorInfo>> found = new TreeMap<>();
        List<String> strays = new ArrayList<>();
        for (String name : checkpoint.names()) {
            Optional<LoraKey> key = LoraKey.of(name);
            if (key.isEmpty()) {
                strays.add(name);
            } else if (found.computeIfAbsent(key.get().layer(), layer -> new TreeMap<>())
                    .putIfAbsent(key.get().role(), plain(checkpoint, name)) != null) {
                strays.add(name);
            }
        }
        PeftConfig config = PeftConfig.of(checkpoint);
        List<LoraLayer> layers = new ArrayList<>();
        for (Map.Entry<String, Map<Role, TensorInfo>> layer : found.entrySet()) {
            layers.add(new LoraLayer(layer.getKey(), LoraStyle.of(layer.getKey()), layer.getValue(),
                    factor(config, layer.getKey(), layer.getValue())));
        }
        return new LoraFile(checkpoint, layers, strays);
    }

    private static TensorInfo plain(Checkpoint checkpoint, String name) throws CheckpointException {
        TensorInfo info = checkpoint.info(name);
        boolean sizes = name.endsWith(".reshape_weight");
        if (!sizes && (info.blocks().isPresent() || !info.dtype().floating())) {
            throw new CheckpointException(checkpoint.path() + " stores " + name + " as " + info.format()
                    + ", expected float32, float16, bfloat16 or float8; fetch the LoRA in one of these formats.");
        }
        return info;
    }

    private static OptionalDouble factor(PeftConfig config, String layer, Map<Role, TensorInfo> tensors)
            throws CheckpointException {
        Optional<TensorInfo> ranked = INNER.stream().filter(tensors::containsKey).map(tensors::get)
                .filter(info -> !info.shape().isEmpty()).findFirst();
        return config.factor(layer, ranked.map(info -> info.shape().getFirst()).orElse(0L));
    }

    Checkpoint checkpoint() {
        return checkpoint;
    }

    public Path path() {
        return checkpoint.path();
    }

    List<LoraLayer> layers() {
        return layers;
    }

    /** Tensors of which nobody knows what they are. */
    public List<String> strays() {
        return strays;
    }

    /** What it changes. */
    public Set<LoraPart> parts() {
        Set<LoraPart> parts = EnumSet.noneOf(LoraPart.class);
        layers.forEach(layer -> parts.add(layer.named().part()));
        return parts;
    }

    /** Names of the transformer's layers, without what a style puts in front, and with underscores for all dots. */
    public List<String> transformerLayers() {
        return layers.stream().map(LoraLayer::named).filter(named -> named.part() == LoraPart.TRANSFORMER)
                .map(named -> named.name().replace('.', '_')).toList();
    }

    /** Numbers that go into one of the transformer's layers, where it is a product of low rank. */
    public OptionalLong width(String transformerLayer) {
        return layers.stream().filter(layer -> layer.named().part() == LoraPart.TRANSFORMER)
                .filter(layer -> layer.named().name().replace('.', '_').equals(transformerLayer))
                .flatMap(layer -> layer.get(Role.DOWN).stream())
                .mapToLong(down -> Change.Size.of(down.shape()).columns()).findFirst();
    }

    /** What programs say of it in its header. */
    public Map<String, String> metadata() {
        return checkpoint.metadata();
    }
}
