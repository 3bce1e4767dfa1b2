// SPDX-License-Identifier: EPL-2.0
package org.stillroom.test.scripted;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.stillroom.nodes.contract.ConfigureContext;
import org.stillroom.nodes.contract.ExecuteContext;

/** What a {@link ScriptedNode} does, by the name in its parameter; and which nodes were executed, in order. */
public interface Script {

    Map<String, Script> ALL = new ConcurrentHashMap<>();
    List<String> EXECUTED = new CopyOnWriteArrayList<>();

    void execute(ExecuteContext context) throws Exception;

    default void configure(ConfigureContext context) {}
}
