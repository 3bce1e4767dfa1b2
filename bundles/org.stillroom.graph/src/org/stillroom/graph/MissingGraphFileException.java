// SPDX-License-Identifier: EPL-2.0
package org.stillroom.graph;

/** There is no graph file where one was named. */
public class MissingGraphFileException extends GraphFileException {

    private static final long serialVersionUID = 1L;

    /** @param file as the user named it */
    public MissingGraphFileException(String file) {
        super(file, "", "there is no such file, or its folder cannot be read; check the name");
    }
}
