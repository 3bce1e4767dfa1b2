// SPDX-License-Identifier: EPL-2.0
package org.stillroom.graph;

/** A graph file cannot be opened; the message names the file and place, what was found, and what to do. */
public class GraphFileException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String file;
    private final String place;

    /**
     * @param file as the user named it
     * @param place {@code line 3, column 7} or the path of a property such as {@code nodes.denoiser.type}, or empty if
     *        the whole file is meant
     * @param problem what was found, what was expected and what to do
     */
    public GraphFileException(String file, String place, String problem) {
        super(Ids.plain(file) + (place.isEmpty() ? "" : ", " + place) + ": " + problem);
        this.file = file;
        this.place = place;
    }

    public String file() {
        return file;
    }

    /** Where in the file, or empty if the whole file is meant. */
    public String place() {
        return place;
    }
}
