// SPDX-License-Identifier: EPL-2.0
package org.stillroom.product;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** What tests of the whole program have in common: small models, made once for a class, and a folder for each test. */
abstract class ProductTestBase {

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    @BeforeAll
    static void makeFamily() throws Exception {
        Product.writeFamily(shared);
    }
}
