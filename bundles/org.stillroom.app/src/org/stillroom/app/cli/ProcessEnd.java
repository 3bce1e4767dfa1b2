// SPDX-License-Identifier: EPL-2.0
package org.stillroom.app.cli;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Array;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Ends the process while native code is still at work. {@link Runtime#halt} leaves through the C function
 * {@code exit}, which waits for a library that is being loaded and runs the destructors of the loaded ones: libtorch
 * then crashes in threads that still use it. {@code _exit} does neither, and is reached through Java's foreign function
 * API, by reflection, as that API is final only since Java 22. Where it cannot be had, halt has to do.
 */
final class ProcessEnd {

    private static final String FOREIGN = "java.lang.foreign.";

    /** Looking {@code _exit} up takes a moment, which passes while the work gets time to stop. */
    private final CompletableFuture<MethodHandle> exit = new CompletableFuture<>();

    ProcessEnd() {
        Thread search = new Thread(this::find, "process end");
        search.setDaemon(true);
        search.start();
    }

    /** Never returns. */
    void exit(int code, long patienceMillis) {
        try {
            exit.get(patienceMillis, TimeUnit.MILLISECONDS).invokeWithArguments(code);
        } catch (Throwable e) {
            // no such function, or no time to find it: what follows ends the process, if less gently
            Runtime.getRuntime().halt(code);
        }
    }

    private void find() {
        try {
            exit.complete(lookUp());
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            exit.completeExceptionally(e);
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
