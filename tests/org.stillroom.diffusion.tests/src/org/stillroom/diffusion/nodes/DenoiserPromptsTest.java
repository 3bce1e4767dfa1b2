// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.stillroom.diffusion.values.Latent;
import org.stillroom.diffusion.values.TextEmbedding;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.test.TestData;
import org.stillroom.test.nodes.FakeContext;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.Torch;

/** What was made of a prompt goes when its negative cannot be made. */
class DenoiserPromptsTest {

    @Test
    void negativeThatFailsTakesThePromptWithIt() throws Exception {
        // a negative of two rows cannot be joined with the zeros of one row for the CLIPs that are left out
        try (Tensor t5 = zeros(1, 5, 24); Tensor negative = zeros(2, 5, 24); Tensor noise = zeros(1, 16, 4, 4);
                FakeContext context = new FakeContext("denoiser", TestData.own("transformer"))
                        .set("model", "sd3/transformer")
                        .in("t5", new TextEmbedding(t5, Optional.of(negative))).in("noise", new Latent(noise))) {
            assertThrows(NodeException.class, context::execute);
            long before = Torch.allocatedBytes();
            assertThrows(NodeException.class, context::execute);
            assertTrue(Torch.allocatedBytes() <= before, "the joined prompt is still there");
        }
    }

    private static Tensor zeros(long... shape) {
        return Tensor.zeros(DType.F32, Device.CPU, shape);
    }
}
