// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.contract;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Suggests what somebody may have meant. Only ever for messages: a near name is never used in a name's place. */
public final class NearNames {

    private static final int LONGEST = 200;

    private NearNames() {}

    /** A sentence that begins with a space and names up to three near names, or empty if none is near. */
    public static String hint(String name, Collection<String> known) {
        if (name.length() > LONGEST) {
            return "";
        }
        List<String> near = known.stream()
                .filter(other -> other.length() <= LONGEST && near(name, other))
                .sorted(Comparator.comparingInt((String other) -> distance(name, other))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(3)
                .toList();
        return near.isEmpty() ? "" : near.stream()
                .map(other -> "\"" + other + "\"")
                .collect(Collectors.joining(" or ", " Did you mean ", "?"));
    }

    /** Puts the nearest names first: those that end in the same, then those of the fewest other letters. */
    public static Comparator<String> nearestTo(String name) {
        String wanted = start(name);
        return Comparator.comparing((String other) -> !last(wanted).equalsIgnoreCase(last(other)))
                .thenComparingInt(other -> distance(wanted, start(other)))
                .thenComparing(Comparator.naturalOrder());
    }

    private static String start(String name) {
        return name.length() > LONGEST ? name.substring(0, LONGEST) : name;
    }

    private static boolean near(String name, String other) {
        String lastName = last(name);
        return distance(name, other) <= Math.max(2, name.length() / 4)
                || lastName.length() > 2 && lastName.equalsIgnoreCase(last(other));
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /** Levenshtein's distance, capitals apart. */
    private static int distance(String from, String to) {
        String a = from.toLowerCase(Locale.ROOT);
        String b = to.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substitution, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
