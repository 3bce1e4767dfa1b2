// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.formats;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds layers that a checkpoint has beyond the last one that is expected. A model that leaves them out computes
 * something, but not what the checkpoint was trained for. Layers are the numbers in names: {@code encoder.block.11.}.
 */
final class FurtherLayers {

    private static final Pattern NUMBER = Pattern.compile("(?<![^.])\\d{1,6}(?=\\.)");

    /** What stands before a number, and the largest number that is expected there. */
    private final Map<String, Integer> last = new HashMap<>();

    FurtherLayers(Collection<String> expected) {
        for (String name : expected) {
            Matcher number = NUMBER.matcher(name);
            while (number.find()) {
                last.merge(name.substring(0, number.start()), Integer.valueOf(number.group()), Math::max);
            }
        }
    }

    /** The first stored name that belongs to such a layer. */
    Optional<String> first(Set<String> stored) {
        return stored.stream().filter(this::beyond).findFirst();
    }

    private boolean beyond(String name) {
        Matcher number = NUMBER.matcher(name);
        while (number.find()) {
            Integer most = last.get(name.substring(0, number.start()));
            if (most != null && Integer.parseInt(number.group()) > most) {
                return true;
            }
        }
        return false;
    }
}
