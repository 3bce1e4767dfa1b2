// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.vae;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The layers of a tiny autoencoder, as TAEF1 and TAESD3 number them. The numbers left out are layers without weights:
 * activations and doublings.
 */
enum TinyLayout {

    ENCODER(List.of(Layer.in(0), Layer.block(1),
            Layer.resize(2), Layer.block(3), Layer.block(4), Layer.block(5),
            Layer.resize(6), Layer.block(7), Layer.block(8), Layer.block(9),
            Layer.resize(10), Layer.block(11), Layer.block(12), Layer.block(13), Layer.out(14)), 0),

    DECODER(List.of(Layer.in(1), Layer.block(3), Layer.block(4), Layer.block(5),
            Layer.resize(7), Layer.block(8), Layer.block(9), Layer.block(10),
            Layer.resize(12), Layer.block(13), Layer.block(14), Layer.block(15),
            Layer.resize(17), Layer.block(18), Layer.out(19)), -1);

    enum Kind { IN, BLOCK, RESIZE, OUT }

    /** @param number in the original files */
    record Layer(int number, Kind kind) {

        private static Layer in(int number) {
            return new Layer(number, Kind.IN);
        }

        private static Layer block(int number) {
            return new Layer(number, Kind.BLOCK);
        }

        private static Layer resize(int number) {
            return new Layer(number, Kind.RESIZE);
        }

        private static Layer out(int number) {
            return new Layer(number, Kind.OUT);
        }

        String prefix() {
            return number + ".";
        }
    }

    private final List<Layer> layers;
    private final int diffusersOffset;

    TinyLayout(List<Layer> layers, int diffusersOffset) {
        this.layers = layers;
        this.diffusersOffset = diffusersOffset;
    }

    List<Layer> layers() {
        return layers;
    }

    Layer first() {
        return layers.get(0);
    }

    Layer last() {
        return layers.get(layers.size() - 1);
    }

    /** What diffusers' AutoencoderTiny calls a tensor; it does not count the decoder's clamp as a layer. */
    String diffusers(String name) {
        int dot = name.indexOf('.');
        int number = Integer.parseInt(name.substring(0, dot)) + diffusersOffset;
        return (this == ENCODER ? "encoder" : "decoder") + ".layers." + number + name.substring(dot);
    }

    /** Names (original layout) and shapes of all tensors. */
    SortedMap<String, List<Long>> shapes(long latentChannels, long width) {
        SortedMap<String, List<Long>> shapes = new TreeMap<>();
        long in = this == ENCODER ? 3 : latentChannels;
        long out = this == ENCODER ? latentChannels : 3;
        for (Layer layer : layers) {
            switch (layer.kind()) {
                case IN -> conv(shapes, layer.prefix(), width, in, true);
                case RESIZE -> conv(shapes, layer.prefix(), width, width, false);
                case OUT -> conv(shapes, layer.prefix(), out, width, true);
                case BLOCK -> {
                    for (int conv : List.of(0, 2, 4)) {
                        conv(shapes, layer.prefix() + "conv." + conv + ".", width, width, true);
                    }
                }
            }
        }
        return shapes;
    }

    private static void conv(SortedMap<String, List<Long>> shapes, String prefix, long out, long in, boolean bias) {
        shapes.put(prefix + "weight", List.of(out, in, 3L, 3L));
        if (bias) {
            shapes.put(prefix + "bias", List.of(out));
        }
    }
}
