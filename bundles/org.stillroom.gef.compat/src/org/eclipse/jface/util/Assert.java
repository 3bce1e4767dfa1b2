// SPDX-License-Identifier: EPL-2.0
package org.eclipse.jface.util;

/**
 * What GEF 3.2 calls of a class that JFace dropped in 3.3; {@code org.eclipse.core.runtime.Assert} took its place.
 * Lives in GEF's class loader alone.
 */
public final class Assert {

    private Assert() {}

    public static boolean isLegal(boolean expression) {
        return isLegal(expression, "");
    }

    public static boolean isLegal(boolean expression, String message) {
        if (!expression) {
            throw new IllegalArgumentException(message);
        }
        return true;
    }

    public static void isNotNull(Object object) {
        isNotNull(object, "");
    }

    public static void isNotNull(Object object, String message) {
        isTrue(object != null, "null argument: " + message);
    }

    public static boolean isTrue(boolean expression) {
        return isTrue(expression, "");
    }

    public static boolean isTrue(boolean expression, String message) {
        if (!expression) {
            throw new IllegalStateException("assertion failed: " + message);
        }
        return true;
    }
}
