// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Linux tells of processors. */
class ProcessorFeaturesTest {

    @ParameterizedTest
    @CsvSource({"fpu avx2 fma avx512f avx512_vnni, true", "fpu avx2 avx_vnni, true", "amx_int8, true",
        "fpu avx2 fma avx512f, false", "avx512_vnni_not, false", "'', false"})
    void bytesAreMultipliedByInstructionsOfTheirOwn(String flags, boolean expected) {
        String told = "processor\t: 0\nmodel name\t: avx512_vnni\nflags\t\t: " + flags + " \nbugs\t\t: avx_vnni\n\n";
        assertEquals(expected, ProcessorFeatures.multipliesBytes(told));
    }

    @ParameterizedTest
    @CsvSource({"''", "'Features : fp asimd'"})
    void whereNothingIsToldTheyAreNot(String told) {
        assertTrue(!ProcessorFeatures.multipliesBytes(told) && new Device(Device.Kind.CUDA, 0).multipliesBytes());
    }

    @ParameterizedTest
    @CsvSource({"'vendor_id\t: AuthenticAMD', true", "'vendor_id\t: GenuineIntel', false", "'', false",
        "'vendor_id\t: GenuineIntel\nmodel name\t: AuthenticAMD', false"})
    void oneDnnMultipliesOnProcessorsOfAmd(String told, boolean expected) {
        assertEquals(expected, ProcessorFeatures.onednnMultiplies("processor\t: 0\n" + told + "\nbugs\t\t: none\n"));
    }
}
