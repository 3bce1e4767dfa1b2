// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.runtime;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Optional;

/**
 * Functions of the C library, reached through Java's foreign function API; by reflection, as that API is final only
 * since Java 22.
 */
final class CFunctions {

    private static final String FOREIGN = "java.lang.foreign.";

    private CFunctions() {}

    /**
     * Finds a function that takes integers and whose result nobody needs; empty where it cannot be had.
     *
     * @param integers how many it takes
     */
    static Optional<MethodHandle> find(String name, int integers) {
        try {
            return Optional.of(lookUp(name, integers));
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return Optional.empty();
        }
    }

    private static MethodHandle lookUp(String name, int integers) throws ReflectiveOperationException {
        Class<?> linkerType = Class.forName(FOREIGN + "Linker");
        Object linker = linkerType.getMethod("nativeLinker").invoke(null);
        Object symbols = linkerType.getMethod("defaultLookup").invoke(linker);
        Optional<?> symbol = (Optional<?>) Class.forName(FOREIGN + "SymbolLookup").getMethod("find", String.class)
                .invoke(symbols, name);
        Object[] layouts = (Object[]) Array.newInstance(Class.forName(FOREIGN + "MemoryLayout"), integers);
        Arrays.fill(layouts, Class.forName(FOREIGN + "ValueLayout").getField("JAVA_INT").get(null));
        Class<?> descriptorType = Class.forName(FOREIGN + "FunctionDescriptor");
        Object takesIntegers = descriptorType.getMethod("ofVoid", layouts.getClass()).invoke(null, (Object) layouts);
        Object noOptions = Array.newInstance(Class.forName(FOREIGN + "Linker$Option"), 0);
        return (MethodHandle) linkerType.getMethod("downcallHandle", Class.forName(FOREIGN + "MemorySegment"),
                descriptorType, noOptions.getClass()).invoke(linker, symbol.orElseThrow(), takesIntegers, noOptions);
    }
}
