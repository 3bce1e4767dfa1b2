// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.nodes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.osgi.service.prefs.BackingStoreException;
import org.stillroom.workbench.services.Guard;
import org.stillroom.workbench.services.Preferences;

/**
 * Which types of nodes a person adds most. Each that is added counts 1, and what was counted before a little less then,
 * so that habits may change. It stays on this machine, in the preferences of the workspace.
 */
public final class NodeUse {

    /** After 34 others, one counts half. */
    private static final double FADING = 0.98;

    /** What counts less is forgotten. */
    private static final double LEAST = 0.05;

    private final IEclipsePreferences counts;

    NodeUse(IEclipsePreferences counts) {
        this.counts = counts;
    }

    /** That of the workspace. */
    public static NodeUse get() {
        return new NodeUse(InstanceScope.INSTANCE.getNode(Preferences.NODE + "/nodeUse"));
    }

    /** @param type id of the type of a node that was added */
    public void added(String type) {
        Map<String, Double> before = counts();
        Map<String, Double> after = after(before, type);
        before.keySet().stream().filter(id -> !after.containsKey(id)).forEach(counts::remove);
        after.forEach(counts::putDouble);
    }

    /** The counts when one more was added. */
    static Map<String, Double> after(Map<String, Double> counts, String type) {
        Map<String, Double> after = new TreeMap<>(counts);
        after.replaceAll((id, count) -> count * FADING);
        after.merge(type, 1.0, Double::sum);
        after.values().removeIf(count -> count < LEAST);
        return after;
    }

    /** Ids of types, those added most first, then the {@link UsualNodes usual} ones that were not. */
    public List<String> ids() {
        return order(counts(), UsualNodes.ids());
    }

    /** Those that were counted, most first, then the others that are usual. */
    static List<String> order(Map<String, Double> counts, List<String> usual) {
        List<String> own = new ArrayList<>(counts.keySet());
        own.sort(Comparator.comparing((String id) -> counts.get(id)).reversed());
        Set<String> ids = new LinkedHashSet<>(own);
        ids.addAll(usual);
        return List.copyOf(ids);
    }

    private Map<String, Double> counts() {
        Map<String, Double> now = new TreeMap<>();
        try {
            for (String id : counts.keys()) {
                double count = counts.getDouble(id, 0);
                if (count > 0 && Double.isFinite(count)) {
                    now.put(id, count);
                }
            }
        } catch (BackingStoreException e) {
            Guard.log("reading which nodes are used", e);
        }
        return now;
    }
}
