// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import org.stillroom.graph.Ids;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line in the words of its help; picocli's own speak of indexes and options. */
final class UsageError {

    private UsageError() {}

    static String sentence(ParameterException e) {
        return switch (e) {
            case UnmatchedArgumentException unmatched -> unknown(unmatched);
            case MissingParameterException missing -> missing(missing.getMissing().getFirst());
            default -> e.getMessage();
        };
    }

    private static String missing(ArgSpec argument) {
        return argument.paramLabel() + " is missing"
                + (argument instanceof OptionSpec option ? " after " + option.longestName() : "");
    }

    private static String unknown(UnmatchedArgumentException e) {
        String first = Ids.shorten(e.getUnmatched().getFirst());
        if (first.startsWith("-")) {
            return "there is no option " + first;
        }
        return e.getCommandLine().getParent() == null ? "there is no command \"" + first + "\""
                : "\"" + first + "\" is one argument too many";
    }
}
