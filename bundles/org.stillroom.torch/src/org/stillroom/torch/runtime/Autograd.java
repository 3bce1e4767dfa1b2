// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.runtime;

import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;

/**
 * Calls a program's method with autograd on. DJL's {@code IValueUtils.runMethod} turns it off, and its {@code forward},
 * which leaves it on, takes tensors only; the native call below both has the switch, and is not public.
 */
final class Autograd {

    private static final MethodHandle RUN_METHOD;
    private static final MethodHandle VALUE;

    static {
        try {
            Class<?> library = Class.forName("ai.djl.pytorch.jni.PyTorchLibrary", true, IValue.class.getClassLoader());
            Field instance = library.getDeclaredField("LIB");
            instance.setAccessible(true);
            Method run = library.getDeclaredMethod("moduleRunMethod", long.class, String.class, long[].class,
                    boolean.class, boolean.class);
            run.setAccessible(true);
            Constructor<IValue> value = IValue.class.getDeclaredConstructor(long.class);
            value.setAccessible(true);
            RUN_METHOD = MethodHandles.lookup().unreflect(run).bindTo(instance.get(null));
            VALUE = MethodHandles.lookup().unreflectConstructor(value);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private Autograd() {
    }

    static IValue runMethod(PtSymbolBlock module, String method, IValue... arguments) {
        long[] handles = new long[arguments.length];
        for (int i = 0; i < handles.length; i++) {
            handles[i] = arguments[i].getHandle();
        }
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(true);
        try {
            long result = (long) RUN_METHOD.invoke((long) module.getHandle(), method, handles, true, false);
            return (IValue) VALUE.invoke(result);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("libtorch's module method failed in a way it does not declare", e);
        } finally {
            JniUtils.setGradMode(before);
        }
    }
}
