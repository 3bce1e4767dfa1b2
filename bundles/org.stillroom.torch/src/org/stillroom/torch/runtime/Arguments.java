// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.runtime;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import java.util.ArrayList;
import java.util.List;

/** The arguments of one call as native values: those made for the call are freed after it, the others released. */
final class Arguments implements AutoCloseable {

    private final IValue[] values;
    private final List<IValue> made = new ArrayList<>();
    private final List<Handle> used = new ArrayList<>();
    private Object keep;

    Arguments(Object[] arguments) {
        values = new IValue[arguments.length];
        try {
            for (int i = 0; i < arguments.length; i++) {
                values[i] = convert(arguments[i], i);
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    IValue[] values() {
        return values;
    }

    /** Memory outside libtorch that the arguments point into, and therefore perhaps the result; null for none. */
    Object keep() {
        return keep;
    }

    private IValue convert(Object argument, int index) {
        return switch (argument) {
            case Tensor tensor -> use(tensor.handle(), "tensor");
            case Weights weights -> use(weights.dictionary(), "set of weights");
            case Integer number -> made(IValue.from(number.longValue()));
            case Long number -> made(IValue.from(number.longValue()));
            case Double number -> made(IValue.from(number.doubleValue()));
            case Float number -> made(IValue.from(number.doubleValue()));
            case Boolean flag -> made(IValue.from(flag.booleanValue()));
            case String text -> made(IValue.from(text));
            case long[] numbers -> made(IValue.listFrom(numbers));
            case double[] numbers -> made(IValue.listFrom(numbers));
            case List<?> list -> list(list, index);
            case null, default -> throw unknown(argument, index);
        };
    }

    private IValue list(List<?> list, int index) {
        if (list.isEmpty()) {
            return made(IValue.listFrom(new PtNDArray[0]));
        }
        // plain loops: a step of a small model has hundreds of calls
        return switch (list.getFirst()) {
            case Tensor first -> made(IValue.listFrom(tensors(list, index)));
            case Double first -> made(IValue.listFrom(doubles(list, index)));
            case Float first -> made(IValue.listFrom(doubles(list, index)));
            default -> made(IValue.listFrom(longs(list, index)));
        };
    }

    private IValue[] tensors(List<?> list, int index) {
        IValue[] values = new IValue[list.size()];
        for (int i = 0; i < values.length; i++) {
            if (!(list.get(i) instanceof Tensor tensor)) {
                throw unknown(list, index);
            }
            values[i] = use(tensor.handle(), "tensor");
        }
        return values;
    }

    private static double[] doubles(List<?> list, int index) {
        double[] values = new double[list.size()];
        for (int i = 0; i < values.length; i++) {
            if (!(list.get(i) instanceof Double || list.get(i) instanceof Float)) {
                throw unknown(list, index);
            }
            values[i] = ((Number) list.get(i)).doubleValue();
        }
        return values;
    }

    private static long[] longs(List<?> list, int index) {
        long[] values = new long[list.size()];
        for (int i = 0; i < values.length; i++) {
            if (!(list.get(i) instanceof Long || list.get(i) instanceof Integer)) {
                throw unknown(list, index);
            }
            values[i] = ((Number) list.get(i)).longValue();
        }
        return values;
    }

    private IValue use(Handle handle, String what) {
        IValue value = handle.acquire(what);
        used.add(handle);
        if (handle.keep() != null) {
            keep = Keep.both(keep, handle.keep());
        }
        return value;
    }

    private IValue made(IValue value) {
        made.add(value);
        return value;
    }

    private static IllegalArgumentException unknown(Object argument, int index) {
        return new IllegalArgumentException("Argument " + index + " of a program is "
                + (argument == null ? "null" : "of " + argument.getClass()) + ", which has no TorchScript type.");
    }

    @Override
    public void close() {
        made.forEach(IValue::close);
        used.forEach(Handle::release);
    }
}
