// SPDX-License-Identifier: EPL-2.0
package org.stillroom.osgi;

import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.PostDiscoveryFilter;

/** Of a class that releng/test was given with a method, runs this method alone; Tycho forgets the method. */
public final class ChosenMethod implements PostDiscoveryFilter {

    private static final String METHOD = System.getenv("STILLROOM_TEST_METHOD");

    @Override
    public FilterResult apply(TestDescriptor test) {
        boolean another = METHOD != null && test.getSource().orElse(null) instanceof MethodSource source
                && !source.getMethodName().equals(METHOD);
        return FilterResult.includedIf(!another);
    }
}
