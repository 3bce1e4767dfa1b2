// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.weights;

import org.stillroom.torch.runtime.Program;

/** What the programs of all models have in common: linear layers, norms, attention. The functions are in blocks.py. */
public final class Blocks {

    /** What is made of weights as they are stored. */
    public static final Program.Library STORED =
            new Program.Library("stored", Blocks.class, "stored.py", FloatForm.LIBRARY, BlockForm.LIBRARY,
                    ScaledForm.LIBRARY, CodeForm.LIBRARY, Int8.LIBRARY);

    public static final Program.Library LIBRARY = new Program.Library("blocks", Blocks.class, "blocks.py", STORED);

    private Blocks() {}
}
