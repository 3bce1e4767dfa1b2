// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.stillroom.diffusion.files.ModelFile;
import org.stillroom.diffusion.files.ModelKind;
import org.stillroom.graph.work.Progress;
import org.stillroom.graph.work.RefusedException;
import org.stillroom.nodes.contract.Checked;
import org.stillroom.nodes.contract.ConfigureContext;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.MemoryShare;
import org.stillroom.nodes.contract.MissingModelException;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.Parameters;
import org.stillroom.nodes.contract.Stay;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.formats.MissingFileException;
import org.stillroom.torch.models.Lease;
import org.stillroom.torch.models.ModelCache;
import org.stillroom.torch.models.Residence;
import org.stillroom.torch.models.ResidentModel;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Torch;
import org.stillroom.torch.runtime.TorchException;

/** What every node with a model does alike: find it, choose a device and number format, load it once, explain. */
public final class ModelLoading {

    private ModelLoading() {}

    /** Makes a model from its file or folder. */
    public interface Opener<M extends ResidentModel> {
        M open(Path path, Residence.Policy policy, Device device, DType dtype, Progress progress)
                throws CheckpointException;
    }

    /** Makes a model that is kept. */
    public interface Loader<M extends ResidentModel> {
        M load(Path path, Device device, DType dtype, Progress progress) throws CheckpointException;
    }

    /** What a node does with its model. */
    public interface Use<M> {
        void with(M model) throws NodeException;
    }

    /** A part of a node's work that a library may refuse. */
    public interface Work<T> {
        T run() throws CheckpointException, NodeException;
    }

    /** The model that a parameter names, while the graph is edited; what is wrong is reported at the parameter. */
    public static Optional<Path> find(ConfigureContext context, String parameter) {
        try {
            return Optional.of(context.models().resolve(parameter, context.parameters().text(parameter)));
        } catch (NodeException e) {
            context.error(e);
            return Optional.empty();
        }
    }

    /** The model that a parameter names. */
    public static Path find(ExecuteContext context, String parameter) throws NodeException {
        return context.models().resolve(parameter, context.parameters().text(parameter));
    }

    /**
     * The device of this run.
     *
     * @throws NodeException if it is not there
     */
    public static Device device(ExecuteContext context) throws NodeException {
        return explained("", () -> {
            Device device = Device.parse(context.device());
            Torch.check(device);
            return device;
        });
    }

    /** What the parameter {@code dtype} chooses. */
    static DType dtype(Parameters parameters, Device device) {
        return switch (parameters.text("dtype")) {
            case "float32" -> DType.F32;
            case "bfloat16" -> DType.BF16;
            case "float16" -> DType.F16;
            case "int8" -> DType.I8;
            default -> device.dtype();
        };
    }

    /** What becomes of a node's weights: what its parameter {@code memory} says or, where that is open, the plan. */
    static Residence.Policy policy(ExecuteContext context) {
        return stay(context.parameters()).or(() -> context.memory().map(MemoryShare::stay))
                .map(stay -> Residence.Policy.of(stay.name())).orElse(Residence.Policy.KEEP);
    }

    /** What the parameter {@code memory} says; empty if it leaves it open. */
    static Optional<Stay> stay(Parameters parameters) {
        String chosen = parameters.text("memory");
        return chosen.equals("auto") ? Optional.empty()
                : Optional.of(Stay.valueOf(chosen.toUpperCase(Locale.ROOT)));
    }

    /**
     * By what a model is known that is kept.
     *
     * @param which of those that can be made of the file
     */
    static String key(ModelFolders models, String parameter, Path path, String which, Device device, DType dtype,
            Class<?> type) throws NodeException {
        return String.join("|", type.getName(), which, realPath(parameter, path), models.fingerprint(path),
                dtype.toString(), device.toString());
    }

    /**
     * Computes with the node's model on the run's device, in the number format that the node says it is to compute
     * in, and keeps, unloads or streams its weights as the parameter {@code memory} says. What is kept comes from
     * the cache that all nodes share; replaced files under the same name are noticed.
     *
     * @param parameter that names the model
     */
    public static <M extends ResidentModel> void use(ExecuteContext context, String parameter, Path path,
            Class<M> type, Opener<M> opener, Use<M> use) throws NodeException {
        use(context, parameter, path, "", type, opener, use);
    }

    /**
     * Like the other one, of a file that several models can be made of.
     *
     * @param which of them; what is kept is told apart by it
     */
    public static <M extends ResidentModel> void use(ExecuteContext context, String parameter, Path path, String which,
            Class<M> type, Opener<M> opener, Use<M> use) throws NodeException {
        Device device = device(context);
        DType dtype = dtype(context.parameters(), device);
        Residence.Policy policy = policy(context);
        if (policy == Residence.Policy.STREAM) {
            // it is read anew: the same model as an earlier run kept it is one of the others
            makeRoom(context, device, "");
            // a part of what is streamed may be in memory all the time
            try (M model = computed(context, parameter, () -> opener.open(path, policy, device, dtype, context))) {
                use.with(model);
            }
            return;
        }
        try (Lease<M> lease = lease(context, parameter, path, which, device, dtype, type,
                (p, on, in, cancel) -> opener.open(p, policy, on, in, cancel))) {
            use.with(lease.model());
            if (policy == Residence.Policy.UNLOAD) {
                lease.discard();
            }
        }
    }

    /**
     * The model from the cache that all nodes share, loaded if it is not there. Replaced files under the same name are
     * noticed.
     */
    public static <M extends ResidentModel> Lease<M> lease(ExecuteContext context, String parameter, Path path,
            Device device, DType dtype, Class<M> type, Loader<M> loader) throws NodeException {
        return lease(context, parameter, path, "", device, dtype, type, loader);
    }

    private static <M extends ResidentModel> Lease<M> lease(ExecuteContext context, String parameter, Path path,
            String which, Device device, DType dtype, Class<M> type, Loader<M> loader) throws NodeException {
        ModelCache cache = context.shared(ModelCache.class, ModelCache::new);
        return explained(parameter, () -> {
            String key = key(context.models(), parameter, path, which, device, dtype, type);
            makeRoom(context, device, key);
            return cache.acquire(key, device, () -> loader.load(path, device, dtype, context));
        });
    }

    /** For a node that the plan knows: others are freed as far as it says. */
    private static void makeRoom(ExecuteContext context, Device device, String key) {
        context.memory().ifPresent(share -> context.shared(ModelCache.class, ModelCache::new)
                .makeRoom(share.others(), device, key));
    }

    /** Does the work; what the libraries refuse becomes a problem at the parameter or port. */
    public static <T> T explained(String at, Work<T> work) throws NodeException {
        try {
            return work.run();
        } catch (MissingFileException e) {
            throw new MissingModelException(at, e.getMessage());
        } catch (TorchException e) {
            throw new NodeException(at, ModelCache.isOutOfMemory(e) ? full(e) : e.getMessage(), e);
        } catch (CheckpointException | RefusedException e) {
            throw new NodeException(at, e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw new NodeException(at, "A model file cannot be read: " + e.getCause().getMessage() + ".", e);
        }
    }

    /** What is said when all that can be freed was. */
    private static String full(TorchException e) {
        return "There is no memory left where this is computed, even without the models that nobody uses; make the "
                + "picture or batch smaller, set Memory to Automatic or Stream, choose a smaller model or number "
                + "format, or close other programs. libtorch says: " + e.getMessage();
    }

    /**
     * Like {@link #explained}, for what reads a model: where that is of another kind, the problem says of which.
     *
     * @param parameter that names the model
     */
    public static <T> T explained(String parameter, Path model, ModelKind wanted, Work<T> work) throws NodeException {
        return explained(parameter, () -> {
            try {
                return work.run();
            } catch (CheckpointException e) {
                throw ModelFile.explained(e, model, wanted);
            }
        });
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
                if (!context.shared(ModelCache.class, ModelCache::new).makeRoom(e, device(context))) {
                    throw e;
                }
                return work.run();
            }
        });
    }

    /**
     * A result, closed if it has overflowed or was computed from damaged weights.
     *
     * @throws NodeException if it has
     */
    static <T extends Checked> T requireFinite(T result, Consumer<T> close, String what, ExecuteContext context)
            throws NodeException {
        if (result.problem().isPresent()) {
            close.accept(result);
            throw notFinite(what, context);
        }
        return result;
    }

    /** That a result has overflowed, or was computed from damaged weights. */
    static NodeException notFinite(String what, ExecuteContext context) {
        boolean half = context.parameters().text("dtype").equals("float16");
        return new NodeException("model", what + " has values that are not finite numbers; "
                + (half ? "compute in bfloat16 or float32 instead of float16." : "the weights may be damaged: "
                        + "fetch the model again."));
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
