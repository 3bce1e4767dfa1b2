// SPDX-License-Identifier: EPL-2.0
package org.stillroom.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * One queue for each device, shared by all runs. An accelerator does one thing at a time, so that what two nodes need
 * together never has to fit its memory; on the CPU two nodes may overlap.
 */
final class Devices {

    private static final int ON_CPU = 2;

    private final Executor pool;
    private final Map<String, LimitedExecutor> queues = new HashMap<>();

    Devices(Executor pool) {
        this.pool = pool;
    }

    synchronized Executor queue(String device) {
        String name = device.equals("cuda") ? "cuda:0" : device;
        return queues.computeIfAbsent(name, made -> new LimitedExecutor(pool, made.equals("cpu") ? ON_CPU : 1));
    }
}
