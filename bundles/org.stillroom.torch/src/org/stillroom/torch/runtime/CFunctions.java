// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.runtime;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Array;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Functions of the C library, reached through Java's foreign function API; by reflection, as that API is final only
 * since Java 22.
 */
final class CFunctions {

    private static final String FOREIGN = "java.lang.foreign.";

    private CFunctions() {}

    /**
     * Finds a function whose result nobody needs; empty where it cannot be had.
     *
     * @param arguments {@code int.class} for integers, {@code long.class} for sizes and addresses
     */
    static Optional<MethodHandle> find(String name, Class<?>... arguments) {
        try {
            return Optional.of(lookUp(name, arguments));
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return Optional.empty();
        }
    }

    /**
     * Where the memory of a direct buffer is; empty where that cannot be had.
     *
     * @param buffer from its position on
     */
    static OptionalLong address(ByteBuffer buffer) {
        try {
            Class<?> segmentType = Class.forName(FOREIGN + "MemorySegment");
            Object segment = segmentType.getMethod("ofBuffer", Buffer.class).invoke(null, buffer);
            return OptionalLong.of((long) segmentType.getMethod("address").invoke(segment));
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return OptionalLong.empty();
        }
    }

    private static MethodHandle lookUp(String name, Class<?>... arguments) throws ReflectiveOperationException {
        Class<?> linkerType = Class.forName(FOREIGN + "Linker");
        Object linker = linkerType.getMethod("nativeLinker").invoke(null);
        Object symbols = linkerType.getMethod("defaultLookup").invoke(linker);
        Optional<?> symbol = (Optional<?>) Class.forName(FOREIGN + "SymbolLookup").getMethod("find", String.class)
                .invoke(symbols, name);
        Object[] layouts = (Object[]) Array.newInstance(Class.forName(FOREIGN + "MemoryLayout"), arguments.length);
        for (int i = 0; i < arguments.length; i++) {
            String layout = arguments[i] == int.class ? "JAVA_INT" : "JAVA_LONG";
            layouts[i] = Class.forName(FOREIGN + "ValueLayout").getField(layout).get(null);
        }
        Class<?> descriptorType = Class.forName(FOREIGN + "FunctionDescriptor");
        Object takesThem = descriptorType.getMethod("ofVoid", layouts.getClass()).invoke(null, (Object) layouts);
        Object noOptions = Array.newInstance(Class.forName(FOREIGN + "Linker$Option"), 0);
        return (MethodHandle) linkerType.getMethod("downcallHandle", Class.forName(FOREIGN + "MemorySegment"),
                descriptorType, noOptions.getClass()).invoke(linker, symbol.orElseThrow(), takesThem, noOptions);
    }
}
