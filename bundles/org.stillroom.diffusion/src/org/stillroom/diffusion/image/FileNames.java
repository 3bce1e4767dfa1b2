// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.image;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which names of a user's may become part of a file name, on any of the usual systems. */
public final class FileNames {

    private static final int LONGEST = 100;
    private static final Pattern FORBIDDEN = Pattern.compile("[/\\\\:*?\"<>|\\p{Cntrl}]");
    private static final Pattern RESERVED = Pattern.compile("(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?");

    private FileNames() {}

    /**
     * What is wrong with {@code name} as the first part of a file name, as a sentence; empty if nothing is. Names
     * that only some systems refuse are refused everywhere, because graphs are shared.
     */
    public static Optional<String> problem(String name) {
        if (name.isBlank()) {
            return Optional.of("The name is empty; give the files a name.");
        }
        if (name.length() > LONGEST) {
            return Optional.of("The name has " + name.length() + " characters; " + LONGEST + " are allowed.");
        }
        if (FORBIDDEN.matcher(name).find()) {
            return Optional.of("The name \"" + printable(name)
                    + "\" has a character that file names cannot have (/ \\ : * ? \" < > | or a control character).");
        }
        if (name.startsWith(".") || name.startsWith(" ") || name.endsWith(".") || name.endsWith(" ")) {
            return Optional.of("The name \"" + name + "\" begins or ends with a dot or a space; remove it.");
        }
        if (reserved(name)) {
            return Optional.of("The name \"" + name + "\" is reserved by Windows; choose another.");
        }
        return Optional.empty();
    }

    /**
     * A file name for what is named after a node, on any system. Ids of nodes are safe but for the names that Windows
     * reserves; those get a {@code ~}, which no id has, so that two nodes never share a file.
     *
     * @param nodeId see {@link org.stillroom.graph.Ids}
     */
    public static String ofNode(String nodeId) {
        return reserved(nodeId) ? nodeId + "~" : nodeId;
    }

    private static boolean reserved(String name) {
        return RESERVED.matcher(name.toLowerCase(Locale.ROOT)).matches();
    }

    private static String printable(String name) {
        return name.replaceAll("\\p{Cntrl}", "?");
    }
}
