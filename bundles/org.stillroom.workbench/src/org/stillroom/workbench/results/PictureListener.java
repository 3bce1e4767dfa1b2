// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.results;

/** Told of the pictures that runs make, in the user interface's thread. */
public interface PictureListener {

    /** A node has written a picture. The next run may replace the file. */
    void made(MadePicture picture);
}
