// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.runtime;

import ai.djl.engine.EngineException;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * A TorchScript program: a text file with a class named {@code Model}, compiled by libtorch when it is first loaded.
 * Methods are called by name; they compute without autograd, and several threads may call at once.
 *
 * <p>Arguments are {@link Tensor} (Tensor), {@link Weights} (Dict[str, Tensor]), Integer and Long (int), Double and
 * Float (float), Boolean (bool), String (str), {@code long[]} and lists of Integer or Long (List[int]), {@code
 * double[]} and lists of Double or Float (List[float]), and lists of Tensor (List[Tensor]; an empty list is one of
 * these).
 */
public final class Program {

    private static final Map<Place, Program> LOADED = new ConcurrentHashMap<>();

    /** The library that all programs have, and that differs by the processor. */
    private static final String MACHINE = "machine";

    private static final String NOT_FOR_TRAINING = " An argument was not made for training: copy weights by "
            + "Weights.trainable, and clone other arguments that a gradient depends on.";

    /**
     * A program whose functions and methods another one uses: {@code __torch__.name.function(…)}. Its methods become
     * functions, without {@code self}.
     *
     * @param name an identifier, other than {@code machine}
     * @param uses libraries that this one uses
     */
    public record Library(String name, Class<?> owner, String resource, List<Library> uses) {

        public Library {
            if (name.equals(MACHINE)) {
                throw new IllegalArgumentException("The library " + resource + " is named " + MACHINE
                        + ", as one that all programs have; choose another name.");
            }
            uses = List.copyOf(uses);
        }

        public Library(String name, Class<?> owner, String resource, Library... uses) {
            this(name, owner, resource, List.of(uses));
        }
    }

    /** Where the text of a program and of what it uses is. */
    private record Place(ClassLoader loader, String packageName, String resource, List<Library> libraries) {
    }

    private final String name;
    private final PtSymbolBlock module;

    private Program(String name, PtSymbolBlock module) {
        this.name = name;
        this.module = module;
    }

    /**
     * The program in a resource beside a class. It is compiled once and kept until the process ends.
     *
     * @param libraries programs that this one uses
     * @throws TorchException if libtorch cannot be started or does not accept the text
     */
    public static Program load(Class<?> owner, String resource, Library... libraries) {
        Torch.start();
        Place place = new Place(owner.getClassLoader(), owner.getPackageName(), resource, List.of(libraries));
        return LOADED.computeIfAbsent(place, unused -> compile(owner, resource, libraries));
    }

    /** The program of which others use a part. */
    public static Program load(Library program) {
        return load(program.owner(), program.resource(), program.uses().toArray(Library[]::new));
    }

    /**
     * The archive of a program, which Python's {@code torch.jit.load} reads too: to compare it with a reference library
     * or to time it on another machine.
     */
    public static byte[] archive(Library program) {
        return archive(program.owner(), program.resource(), program.uses());
    }

    private static byte[] archive(Class<?> owner, String resource, List<Library> libraries) {
        Map<String, String> texts = new LinkedHashMap<>();
        addTexts(libraries, texts);
        texts.put(MACHINE, text(Program.class,
                ProcessorFeatures.ONEDNN_MULTIPLIES ? "machine_onednn.py" : "machine.py"));
        return ScriptArchive.of(text(owner, resource), texts);
    }

    /**
     * The texts of a program and of all that it uses: whether it computes as it did before can be told by them. They
     * are the same on all machines.
     */
    public static String source(Library program) {
        Map<String, String> texts = new TreeMap<>();
        addTexts(List.of(program), texts);
        return String.join("\n", texts.values());
    }

    private static void addTexts(List<Library> libraries, Map<String, String> texts) {
        for (Library library : libraries) {
            if (texts.putIfAbsent(library.name(), text(library.owner(), library.resource())) == null) {
                addTexts(library.uses(), texts);
            }
        }
    }

    private static String text(Class<?> owner, String resource) {
        try (InputStream in = owner.getResourceAsStream(resource)) {
            if (in == null) {
                throw new TorchException("There is no program " + resource + " beside " + owner.getName() + ".");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new TorchException("The program " + resource + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private static Program compile(Class<?> owner, String resource, Library... libraries) {
        try {
            return new Program(resource, Native.load(archive(owner, resource, List.of(libraries))));
        } catch (EngineException e) {
            throw new TorchException("The program " + resource + " cannot be compiled: " + e.getMessage(), e);
        }
    }

    /**
     * Calls a method that returns one tensor. Methods must not change their arguments: weights may be maps of files
     * that cannot be written.
     *
     * @return the result, owned by the caller; it may share memory with an argument if the method returns a view
     * @throws TorchException if the method fails, with the reason that libtorch gives
     * @throws IllegalStateException if an argument is closed
     */
    public Tensor call(String method, Object... arguments) {
        try (Arguments converted = new Arguments(arguments)) {
            IValue result = callNative(method, converted.values());
            if (!result.isTensor()) {
                result.close();
                throw new TorchException(name + ": " + method + " does not return one tensor.");
            }
            return Tensor.adopt(result, converted.keep());
        }
    }

    /** Calls a method that returns a List[Tensor] or a tuple of tensors; otherwise as {@link #call}. */
    public List<Tensor> callList(String method, Object... arguments) {
        try (Arguments converted = new Arguments(arguments);
                IValue result = callNative(method, converted.values())) {
            return tensors(result, method, converted.keep());
        }
    }

    /**
     * Calls a method that returns a List[Tensor] or a tuple of tensors, with autograd on: the method itself takes
     * gradients, and may change {@link Weights#trainable trainable} weights in place. Other arguments are inference
     * tensors, which must be cloned before a gradient depends on them. What it returns must be detached.
     *
     * @throws TorchException if the method fails, with the reason that libtorch gives
     */
    public List<Tensor> train(String method, Object... arguments) {
        try (Arguments converted = new Arguments(arguments);
                IValue result = explained(() -> Native.train(module, method, converted.values()), method)) {
            return tensors(result, method, converted.keep());
        }
    }

    private List<Tensor> tensors(IValue result, String method, Object keep) {
        if (!result.isList() && !result.isTuple()) {
            throw new TorchException(name + ": " + method + " does not return a list or tuple of tensors.");
        }
        return adoptAll(result.isTuple() ? result.toIValueTuple() : result.toIValueArray(), keep);
    }

    private static List<Tensor> adoptAll(IValue[] values, Object keep) {
        List<Tensor> tensors = new ArrayList<>(values.length);
        try {
            for (IValue value : values) {
                tensors.add(Tensor.adopt(value, keep));
            }
            return tensors;
        } catch (RuntimeException e) {
            tensors.forEach(Tensor::close);
            for (IValue value : values) {
                value.close();
            }
            throw e;
        }
    }

    /** Calls a method that returns bool, in this bundle only. */
    boolean callBoolean(String method, Object... arguments) {
        try (Arguments converted = new Arguments(arguments);
                IValue result = callNative(method, converted.values())) {
            return result.toBoolean();
        }
    }

    /** Calls a method with native values and returns its result, owned by the caller; in this bundle only. */
    IValue callNative(String method, IValue... arguments) {
        return explained(() -> Native.run(module, method, arguments), method);
    }

    private IValue explained(Supplier<IValue> call, String method) {
        try {
            return call.get();
        } catch (EngineException e) {
            String reason = ScriptError.reason(e.getMessage());
            throw new TorchException(name + ": " + method + " failed: " + reason
                    + (reason.toLowerCase(Locale.ROOT).contains("inference tensor") ? NOT_FOR_TRAINING : ""), e);
        }
    }
}
