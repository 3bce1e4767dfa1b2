// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Array;
import java.util.Optional;

/**
 * Ends the process while native code is still at work. {@link Runtime#halt} leaves through the C function
 * {@code exit}, which waits for a library that is being loaded and runs the destructors of the loaded ones: libtorch
 * then crashes in threads that still use it. {@code _exit} does neither, and is reached through Java's foreign function
 * API, by reflection, as that API is final only since Java 22. Where it cannot be had, halt has to do.
 */
public final class ProcessEnd {

    private static final String FOREIGN = "java.lang.foreign.";

    /** Empty until {@code _exit} was found, and where there is none. */
    private static volatile Optional<MethodHandle> found = Optional.empty();

    private ProcessEnd() {}

    /** Looks {@code _exit} up in the background, as the linker may later be busy with loading libtorch. */
    public static void prepare() {
        Thread search = new Thread(ProcessEnd::find, "process end");
        search.setDaemon(true);
        search.start();
    }

    /** Never returns. */
    public static void exit(int code) {
        try {
            if (found.isPresent()) {
                found.get().invokeExact(code);
            }
        } catch (Throwable e) {
            // what follows ends the process, if less gently
        }
        Runtime.getRuntime().halt(code);
    }

    private static void find() {
        try {
            found = Optional.of(lookUp());
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            found = Optional.empty();
        }
    }

    private static MethodHandle lookUp() throws ReflectiveOperationException {
        Class<?> linkerType = Class.forName(FOREIGN + "Linker");
        Object linker = linkerType.getMethod("nativeLinker").invoke(null);
        Object symbols = linkerType.getMethod("defaultLookup").invoke(linker);
        Optional<?> symbol = (Optional<?>) Class.forName(FOREIGN + "SymbolLookup").getMethod("find", String.class)
                .invoke(symbols, "_exit");
        Object integers = Array.newInstance(Class.forName(FOREIGN + "MemoryLayout"), 1);
        Array.set(integers, 0, Class.forName(FOREIGN + "ValueLayout").getField("JAVA_INT").get(null));
        Class<?> descriptorType = Class.forName(FOREIGN + "FunctionDescriptor");
        Object takesInteger = descriptorType.getMethod("ofVoid", integers.getClass()).invoke(null, integers);
        Object noOptions = Array.newInstance(Class.forName(FOREIGN + "Linker$Option"), 0);
        return (MethodHandle) linkerType.getMethod("downcallHandle", Class.forName(FOREIGN + "MemorySegment"),
                descriptorType, noOptions.getClass()).invoke(linker, symbol.orElseThrow(), takesInteger, noOptions);
    }
}
