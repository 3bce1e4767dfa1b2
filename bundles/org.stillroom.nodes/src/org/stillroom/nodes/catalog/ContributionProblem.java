// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.catalog;

/**
 * Something wrong with a contribution. It spoils only the node or port type concerned.
 *
 * @param bundle who contributes it, or where its plugin.xml is
 * @param message what was found, what was expected
 */
public record ContributionProblem(String bundle, String message) {

    @Override
    public String toString() {
        return bundle + ": " + message;
    }
}
