// SPDX-License-Identifier: EPL-2.0
package org.stillroom.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Makes graphs from a seed, with everything that a file can hold, usual and odd. */
final class RandomGraphs {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> TEXTS = List.of("", "a cat", "nodes", "ünï\u4e2d文", "\ud83d\ude00", "\ud83d",
            "\ude00x", "\"quoted\" \\ back / slash",
            "line\nfeed\r\ttab\b\f", "\u0000\u001f\u007f\u0085\u2028\u2029\ufeff\u202e",
            "flux/t5-xxl", "${x} %s {0}", "-0", "x".repeat(300));

    private final Random random;

    RandomGraphs(long seed) {
        random = new Random(seed);
    }

    Graph next() {
        List<String> ids = new ArrayList<>(map(12, this::id, () -> "").keySet());
        SortedMap<String, Node> nodes = new TreeMap<>();
        ids.forEach(id -> nodes.put(id, node(id, ids)));
        return new Graph(nodes, layout(ids), map(3, this::text, this::pin), map(3, this::type, this::provider),
                extra());
    }

    private Node node(String id, List<String> ids) {
        return new Node(id, type(), 1 + random.nextInt(3), Node.Mode.values()[random.nextInt(3)],
                map(6, this::text, () -> value(0)),
                map(4, this::id, () -> new PortRef(chance(10) ? "gone" : pick(ids), id())), extra());
    }

    private Layout layout(List<String> ids) {
        SortedMap<String, Layout.Place> places = new TreeMap<>();
        for (String id : ids) {
            if (!chance(4)) {
                places.put(id, new Layout.Place(coordinate(), coordinate(), size(), size(), chance(3), extra()));
            }
        }
        return new Layout(places,
                map(3, this::id, () -> new Layout.Frame(text(), coordinate(), coordinate(), size(), size(),
                        chance(2) ? "" : "#3b82f6", extra())),
                map(3, this::id, () -> new Layout.Note(text(), coordinate(), coordinate(), size(), size(), extra())),
                map(3, () -> id() + "." + id(), () -> List.of(new Layout.Point(coordinate(), coordinate()))), extra());
    }

    private ModelPin pin() {
        return new ModelPin(map(3, this::text, () -> String.format("%064x", new BigInteger(256, random))),
                chance(2) ? ModelOrigin.UNKNOWN : origin());
    }

    private ModelOrigin origin() {
        return new ModelOrigin(text(), text(), text(), text(), text(), text(), chance(2) ? List.of()
                : List.of(text(), text()), chance(2) ? 0 : random.nextLong(Long.MAX_VALUE), extra());
    }

    private Provider provider() {
        return new Provider(text(), text(), extra());
    }

    /** Properties that no version knows. */
    private SortedMap<String, JsonNode> extra() {
        return chance(3) ? map(3, () -> "x-" + text(), () -> value(0)) : new TreeMap<>();
    }

    JsonNode value(int depth) {
        return switch (random.nextInt(depth < 4 ? 9 : 7)) {
            case 0 -> JSON.textNode(text());
            case 1 -> JSON.numberNode(random.nextInt());
            case 2 -> JSON.numberNode(Long.MIN_VALUE + random.nextInt(9));
            case 3 -> JSON.numberNode(new BigInteger("18446744073709551615").shiftLeft(random.nextInt(200)));
            case 4 -> JSON.numberNode(BigDecimal.valueOf(random.nextInt(99999), 1 + random.nextInt(40)));
            case 5 -> JSON.booleanNode(random.nextBoolean());
            case 6 -> chance(2) ? JSON.nullNode() : JSON.numberNode(-0.0);
            case 7 -> {
                ArrayNode array = JSON.arrayNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    array.add(value(depth + 1));
                }
                yield array;
            }
            default -> {
                ObjectNode object = JSON.objectNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    object.set(text(), value(depth + 1));
                }
                yield object;
            }
        };
    }

    private <V> SortedMap<String, V> map(int most, Supplier<String> name, Supplier<V> value) {
        Map<String, V> map = new TreeMap<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            map.put(name.get(), value.get());
        }
        return new TreeMap<>(map);
    }

    private String text() {
        return pick(TEXTS);
    }

    private String id() {
        String word = pick(List.of("a", "B", "_", "denoiser", "t5-encoder", "clip_l"));
        return chance(2) ? word : word + random.nextInt(100);
    }

    private String type() {
        return pick(List.of("org.stillroom.prompt", "org.stillroom.denoiser", "KSampler (Efficient)", "Ünknown/type"));
    }

    private int coordinate() {
        return random.nextInt(20001) - 10000;
    }

    private int size() {
        return chance(2) ? 0 : random.nextInt(1000);
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
