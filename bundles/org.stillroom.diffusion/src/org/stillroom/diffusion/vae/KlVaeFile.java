// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.vae;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.stillroom.diffusion.family.TransformerFile;
import org.stillroom.diffusion.values.LatentSpace;
import org.stillroom.diffusion.weights.ConfigBeside;
import org.stillroom.diffusion.weights.ConfigFile;
import org.stillroom.diffusion.weights.Header;
import org.stillroom.diffusion.weights.Layout;
import org.stillroom.diffusion.weights.StoredModel;
import org.stillroom.graph.work.Progress;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.Residence;
import org.stillroom.torch.runtime.Device;

/**
 * An AutoencoderKL on disk.
 *
 * @param header its tensors, which may be in a checkpoint with others
 * @param told whether it says itself, or the denoiser beside it, how latents are scaled and shifted
 */
record KlVaeFile(Header header, VaeConfig config, boolean told) implements VaeFile {

    private static final List<String> PREFIXES = List.of("", "vae.", "first_stage_model.");

    private static final String ORIGINAL_ENCODER = "encoder.down.0.block.0.conv1.weight";
    private static final String ORIGINAL_DECODER = "decoder.up.0.block.0.conv1.weight";

    /** The tensors of an autoencoder in a checkpoint, alone or among others. */
    static Optional<Header> find(Checkpoint checkpoint) {
        return PREFIXES.stream().map(prefix -> new Header(checkpoint, prefix)).filter(KlVaeFile::recognises)
                .findFirst();
    }

    private static boolean recognises(Header header) {
        return isOriginal(header) || has(header, "encoder.") || has(header, "decoder.");
    }

    /** One that a config describes. */
    static KlVaeFile of(Header header, ConfigFile config) throws CheckpointException {
        return new KlVaeFile(header, VaeConfig.of(config), true);
    }

    /** One without a config of its own: what lies beside it says what it is, or its shapes. */
    static KlVaeFile single(Header header) throws CheckpointException {
        Optional<ConfigFile> beside = beside(header);
        if (beside.filter(config -> config.has("scaling_factor")).isPresent()) {
            return of(header, beside.get());
        }
        Optional<LatentSpace> denoiser = TransformerFile.latentSpace(header.checkpoint());
        VaeConfig config = beside.isPresent() ? VaeConfig.of(beside.get())
                : VaeShapes.config(header, isOriginal(header));
        return new KlVaeFile(header, config.as(denoiser.orElse(LatentSpace.FLUX)), denoiser.isPresent());
    }

    private static Optional<ConfigFile> beside(Header header) throws CheckpointException {
        Path path = header.checkpoint().path().toAbsolutePath();
        if (Files.isDirectory(path)) {
            return Optional.empty();
        }
        Optional<ConfigFile> named = ConfigBeside.of(path, ConfigBeside.VAE, KlVaeFile::describes);
        Path plain = path.resolveSibling("config.json");
        return named.isPresent() || !header.prefix().isEmpty() || !Files.isRegularFile(plain) ? named
                : Optional.of(ConfigFile.read(plain)).filter(KlVaeFile::describes);
    }

    private static boolean describes(ConfigFile config) {
        return config.json().path("_class_name").asText().equals("AutoencoderKL");
    }

    /** Original files are shared alone; diffusers' layout is shared by all and comes with a config. */
    static boolean needsConfig(Header header) {
        return !isOriginal(header);
    }

    private static boolean isOriginal(Header header) {
        return header.has(ORIGINAL_ENCODER) || header.has(ORIGINAL_DECODER);
    }

    private static boolean has(Header header, String half) {
        return header.has(half + "conv_in.weight") && header.has(half + "conv_out.weight");
    }

    @Override
    public Optional<LatentSpace> latentSpace() {
        return LatentSpace.of(config.scalingFactor(), config.shiftFactor());
    }

    /** By the names that they are shared under, such as {@code ae.safetensors} or {@code sd3_vae.safetensors}. */
    @Override
    public Optional<LatentSpace> nameSpace() {
        return told ? Optional.empty() : VaeNames.space(header.checkpoint().path());
    }

    @Override
    public boolean tells() {
        return told;
    }

    @Override
    public VaeFile as(LatentSpace space) {
        return told ? this : new KlVaeFile(header, config.as(space), false);
    }

    @Override
    public int latentChannels() {
        return config.latentChannels();
    }

    @Override
    public boolean decodes() {
        return has(header, "decoder.");
    }

    @Override
    public boolean encodes() {
        return has(header, "encoder.");
    }

    @Override
    public VaeDecoder decoder(Residence.Policy policy, Device device, DType dtype, Progress progress)
            throws CheckpointException {
        return new KlDecoder(config, decoderWeights().open(policy, device, dtype, progress), device, dtype,
                Bands.of(device));
    }

    @Override
    public VaeEncoder encoder(Residence.Policy policy, Device device, DType dtype, Progress progress)
            throws CheckpointException {
        return new KlEncoder(config, encoderWeights().open(policy, device, dtype, progress), device, dtype,
                Bands.of(device));
    }

    @Override
    public long decodeBytes(int batch, int width, int height, Device device, DType dtype) {
        return Bands.of(device).with(config.decodeElements(width, height)) * dtype.size()
                + Batch.pictureBytes(batch, width, height);
    }

    @Override
    public long tiledBytes(int batch, int width, int height, Device device, DType dtype) {
        return Bands.of(device).withTile(config.tiledElements(width, height)) * dtype.size()
                + Batch.pictureBytes(batch, width, height);
    }

    @Override
    public long encodeBytes(int batch, int width, int height, Device device, DType dtype) {
        return Bands.of(device).with(config.encodeElements(width, height)) * dtype.size()
                + Batch.pictureBytes(1, width, height);
    }

    @Override
    public Set<String> stored() throws CheckpointException {
        Set<String> stored = new HashSet<>();
        if (decodes()) {
            stored.addAll(decoderWeights().stored());
        }
        if (encodes()) {
            stored.addAll(encoderWeights().stored());
        }
        return stored;
    }

    @Override
    public StoredModel decoderWeights() throws CheckpointException {
        return StoredModel.of(header.checkpoint(), layout(VaeTensors.decoder(config)));
    }

    @Override
    public StoredModel encoderWeights() throws CheckpointException {
        return StoredModel.of(header.checkpoint(), layout(VaeTensors.encoder(config)));
    }

    private Layout layout(List<SortedMap<String, List<Long>>> parts) {
        if (!isOriginal(header)) {
            return Layout.same(header.prefix(), parts);
        }
        Layout layout = new Layout(header.prefix(), parts);
        parts.forEach(part -> part.forEach((name, shape) ->
                layout.tensor(name, OriginalVaeNames.of(name), OriginalVaeNames.shape(name, shape))));
        return layout;
    }
}
