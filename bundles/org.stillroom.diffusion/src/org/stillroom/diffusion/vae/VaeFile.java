// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.vae;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.stillroom.diffusion.values.LatentSpace;
import org.stillroom.diffusion.weights.ConfigFile;
import org.stillroom.diffusion.weights.Header;
import org.stillroom.diffusion.weights.StoredModel;
import org.stillroom.graph.work.Progress;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.formats.MissingFileException;
import org.stillroom.torch.models.Residence;
import org.stillroom.torch.runtime.Device;

/**
 * An autoencoder on disk: what it is, known from config.json and the weights' names, before any weight is read.
 * Understands diffusers' folders (AutoencoderKL and AutoencoderTiny), single files of an AutoencoderKL in diffusers'
 * or the original key layout, alone or in an all-in-one checkpoint, and the original encoder and decoder files of TAEF1
 * and TAESD3.
 */
public sealed interface VaeFile permits KlVaeFile, TinyVaeFile {

    /**
     * Reads config.json and the headers of the weights.
     *
     * @param path a folder or a .safetensors file
     * @throws MissingFileException if the folder lacks weights or a config.json that is needed
     * @throws CheckpointException if it is no autoencoder of these kinds
     */
    static VaeFile open(Path path) throws CheckpointException {
        Path json = (Files.isDirectory(path) ? path : path.toAbsolutePath().getParent()).resolve("config.json");
        Checkpoint checkpoint = Checkpoint.open(path);
        if (TinyVaeFile.recognises(checkpoint)) {
            return TinyVaeFile.of(checkpoint, json);
        }
        Header header = KlVaeFile.find(checkpoint).orElse(new Header(checkpoint, ""));
        if (Files.isDirectory(path) && Files.exists(json)) {
            ConfigFile config = ConfigFile.read(json);
            if (!config.text("_class_name", "AutoencoderKL").equals("AutoencoderKL")) {
                throw config.unsupported("_class_name", "only AutoencoderKL or AutoencoderTiny");
            }
            return KlVaeFile.of(header, config);
        }
        if (KlVaeFile.find(checkpoint).isEmpty()) {
            throw new CheckpointException(path + " has no tensor of an autoencoder that is known here (AutoencoderKL, "
                    + "TAEF1, TAESD3); choose a vae folder, ae.safetensors or a tiny autoencoder's file.");
        }
        if (Files.isDirectory(path) && KlVaeFile.needsConfig(header)) {
            throw new MissingFileException(path + " has no config.json; fetch it from where the model is from, because "
                    + "the weights do not tell how latents are scaled.");
        }
        return KlVaeFile.single(header);
    }

    /** Whether a checkpoint's names are those of an autoencoder of these kinds, alone or among others. */
    static boolean recognises(Checkpoint checkpoint) {
        return TinyVaeFile.recognises(checkpoint) || KlVaeFile.find(checkpoint).isPresent();
    }

    /** Whether it is a tiny autoencoder. */
    default boolean tiny() {
        return this instanceof TinyVaeFile;
    }

    /** Whose latents it is for, by how it scales and shifts; empty if it does neither as somebody known. */
    Optional<LatentSpace> latentSpace();

    /** Whose latents it is for, as far as only its name tells; empty if it tells nothing or more is known. */
    Optional<LatentSpace> nameSpace();

    /** Whether files say how latents are scaled and shifted; where they do not, FLUX.1's way is taken. */
    boolean tells();

    /** The same, where it does not tell itself how latents are scaled and shifted, for somebody's latents. */
    VaeFile as(LatentSpace space);

    /** Channels of the latents. */
    int latentChannels();

    /** Whether it has a decoder. */
    boolean decodes();

    /** Whether it has an encoder. */
    boolean encodes();

    /**
     * Memory that decoding takes beside the weights, in bytes.
     *
     * @param batch pictures, which are decoded one after another
     * @param width of each
     * @param dtype the numbers that are computed with
     */
    long decodeBytes(int batch, int width, int height, Device device, DType dtype);

    /** The same where it decodes in tiles. */
    long tiledBytes(int batch, int width, int height, Device device, DType dtype);

    /** Memory that encoding takes beside the weights; otherwise like {@link #decodeBytes}. */
    long encodeBytes(int batch, int width, int height, Device device, DType dtype);

    /** Names of the tensors that it is made of. */
    Set<String> stored() throws CheckpointException;

    /**
     * The weights of the decoder on disk, after a check that all are there in their shapes; none is read.
     *
     * @throws CheckpointException if there is no decoder, or a tensor is missing or of another shape
     */
    StoredModel decoderWeights() throws CheckpointException;

    /** The weights of the encoder on disk; otherwise like {@link #decoderWeights}. */
    StoredModel encoderWeights() throws CheckpointException;

    /**
     * Opens the decoder alone.
     *
     * @param dtype to compute in: F32, BF16 or F16
     * @throws CheckpointException if there is no decoder, or a tensor is missing or of another shape
     */
    VaeDecoder decoder(Residence.Policy policy, Device device, DType dtype, Progress progress)
            throws CheckpointException;

    /** Opens the encoder alone; otherwise like {@link #decoder}. */
    VaeEncoder encoder(Residence.Policy policy, Device device, DType dtype, Progress progress)
            throws CheckpointException;

    /** The decoder, kept until it is closed. */
    default VaeDecoder loadDecoder(Device device, DType dtype, Progress progress) throws CheckpointException {
        return decoder(Residence.Policy.KEEP, device, dtype, progress);
    }

    /** The encoder, kept until it is closed. */
    default VaeEncoder loadEncoder(Device device, DType dtype, Progress progress) throws CheckpointException {
        return encoder(Residence.Policy.KEEP, device, dtype, progress);
    }
}
