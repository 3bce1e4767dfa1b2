// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.image.container;

import java.io.IOException;

/** Why a file is not read as a picture: the rest of a sentence that begins with its name. */
public final class PictureException extends IOException {

    private static final long serialVersionUID = 1L;

    /** @param message such as {@code is cut off} */
    public PictureException(String message) {
        super(message);
    }

    static PictureException cut() {
        return new PictureException("is cut off: it ends before its picture does; fetch or save it again.");
    }
}
