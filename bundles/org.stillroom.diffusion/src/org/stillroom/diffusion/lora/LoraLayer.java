// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.lora;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.stillroom.torch.formats.TensorInfo;

/**
 * What a LoRA holds for one layer.
 *
 * @param key the layer as the file names it
 * @param tensors by what they are for
 * @param factor that the file's metadata or the config beside it give in place of alpha and rank
 */
record LoraLayer(String key, LoraStyle.Named named, Map<Role, TensorInfo> tensors, OptionalDouble factor) {

    LoraLayer {
        tensors = new TreeMap<>(tensors);
    }

    Optional<TensorInfo> get(Role role) {
        return Optional.ofNullable(tensors.get(role));
    }

    boolean hasAny(Role... roles) {
        return Arrays.stream(roles).anyMatch(tensors::containsKey);
    }

    boolean hasAll(Role... roles) {
        return Arrays.stream(roles).allMatch(tensors::containsKey);
    }

    /** By what the change is multiplied, as far as that is known without reading alpha. */
    Scale scale(long rank) {
        return new Scale(get(Role.ALPHA).map(TensorInfo::name), factor, rank);
    }

    /**
     * alpha / rank; 1 where neither the file nor its metadata say anything.
     *
     * @param alpha name of the tensor that holds it, which goes before the metadata
     */
    record Scale(Optional<String> alpha, OptionalDouble factor, long rank) {

        /** @param tensors that the layer was loaded with */
        double of(LoadedTensors tensors) {
            return alpha.map(name -> tensors.number(name) / rank).orElse(factor.orElse(1));
        }
    }
}
