// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.runtime;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Objects to keep reachable because a tensor may point into their memory: mapped files are unmapped when nothing refers
 * to them any more, and a view that a program returned must not outlive its map.
 */
final class Keep {

    private final Set<Object> objects = Collections.newSetFromMap(new IdentityHashMap<>());

    private Keep(Object first, Object second) {
        add(first);
        add(second);
    }

    private void add(Object object) {
        if (object instanceof Keep many) {
            objects.addAll(many.objects);
        } else {
            objects.add(object);
        }
    }

    /** Whether memory is that of a buffer that is kept, and not of libtorch's own. */
    static boolean holds(Object keep, ByteBuffer memory) {
        OptionalLong address = CFunctions.address(memory);
        return address.isPresent() && (keep instanceof Keep many ? many.objects.stream() : Stream.of(keep))
                .anyMatch(each -> each instanceof ByteBuffer map
                        && holds(map, address.getAsLong(), memory.remaining()));
    }

    private static boolean holds(ByteBuffer map, long address, int bytes) {
        OptionalLong begin = CFunctions.address(map);
        return begin.isPresent() && address >= begin.getAsLong()
                && address + bytes <= begin.getAsLong() + map.remaining();
    }

    /** One object that keeps both; either may be null. */
    static Object both(Object first, Object second) {
        if (first == null || first == second) {
            return second;
        }
        return second == null ? first : new Keep(first, second);
    }
}
