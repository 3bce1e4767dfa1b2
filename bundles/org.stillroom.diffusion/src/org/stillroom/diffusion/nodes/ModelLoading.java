// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.stillroom.nodes.contract.ConfigureContext;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.MissingModelException;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.formats.MissingFileException;
import org.stillroom.torch.models.Lease;
import org.stillroom.torch.models.ModelCache;
import org.stillroom.torch.models.ResidentModel;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.Torch;
import org.stillroom.torch.runtime.TorchException;

/** What every node with a model does alike: find it, choose a device and number format, load it once, explain. */
public final class ModelLoading {

    private ModelLoading() {}

    /** Makes a model from its file or folder. */
    public interface Opener<M extends ResidentModel> {
        M open(Path path, Device device, DType dtype, Runnable cancelCheck) throws CheckpointException;
    }

    /** A part of a node's work that the torch or diffusion library may refuse. */
    public interface Work<T> {
        T run() throws CheckpointException, NodeException;
    }

    /** The model that a parameter names, while the graph is edited; what is wrong is reported at the parameter. */
    public static Optional<Path> find(ConfigureContext context, String parameter) {
        try {
            return Optional.of(context.models().resolve(parameter, context.parameters().text(parameter)));
        } catch (NodeException e) {
            context.error(parameter, e.getMessage());
            return Optional.empty();
        }
    }

    /** The model that a parameter names. */
    public static Path find(ExecuteContext context, String parameter) throws NodeException {
        return context.models().resolve(parameter, context.parameters().text(parameter));
    }

    /** The device of this run. @throws NodeException if it is not there */
    public static Device device(ExecuteContext context) throws NodeException {
        return explained("", () -> {
            Device device = Device.parse(context.device());
            Torch.check(device);
            return device;
        });
    }

    /** What the parameter {@code dtype} chooses. */
    static DType dtype(ExecuteContext context, Device device) {
        return switch (context.parameters().text("dtype")) {
            case "float32" -> DType.F32;
            case "bfloat16" -> DType.BF16;
            case "float16" -> DType.F16;
            default -> device.dtype();
        };
    }

    /**
     * The model from the cache that all nodes share, loaded if it is not there. Replaced files under the same name are
     * noticed.
     */
    public static <M extends ResidentModel> Lease<M> lease(ExecuteContext context, String parameter, Path path,
            Device device, DType dtype, Class<M> model, Opener<M> opener) throws NodeException {
        ModelCache cache = context.shared(ModelCache.class, ModelCache::new);
        return explained(parameter, () -> {
            String key = String.join("|", model.getName(), realPath(parameter, path),
                    context.models().fingerprint(path), dtype.toString(), device.toString());
            return cache.acquire(key, () -> opener.open(path, device, dtype, context::checkCancelled));
        });
    }

    /** Does the work; what the libraries refuse becomes a problem at the parameter or port. */
    public static <T> T explained(String at, Work<T> work) throws NodeException {
        try {
            return work.run();
        } catch (MissingFileException e) {
            throw new MissingModelException(at, e.getMessage());
        } catch (CheckpointException | TorchException e) {
            throw new NodeException(at, e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw new NodeException(at, "A model file cannot be read: " + e.getCause().getMessage() + ".", e);
        }
    }

    /**
     * Like {@link #explained}, for what computes with a model: where memory is full, models that nobody uses are freed
     * and the work is done once more.
     */
    static <T> T computed(ExecuteContext context, String at, Work<T> work) throws NodeException {
        return explained(at, () -> {
            try {
                return work.run();
            } catch (TorchException e) {
                if (!context.shared(ModelCache.class, ModelCache::new).makeRoom(e)) {
                    throw e;
                }
                return work.run();
            }
        });
    }

    /** @throws NodeException if a result overflowed or was computed from damaged weights */
    static void requireFinite(Tensor result, String what, ExecuteContext context) throws NodeException {
        if (!result.finite()) {
            boolean half = context.parameters().text("dtype").equals("float16");
            throw new NodeException("model", what + " has values that are not finite numbers; "
                    + (half ? "compute in bfloat16 or float32 instead of float16." : "the weights may be damaged: "
                            + "fetch the model again."));
        }
    }

    private static String realPath(String parameter, Path path) throws NodeException {
        try {
            return path.toRealPath().toString();
        } catch (IOException e) {
            throw new MissingModelException(parameter, path
                    + " is no longer there; put it back or choose another model.");
        }
    }
}
