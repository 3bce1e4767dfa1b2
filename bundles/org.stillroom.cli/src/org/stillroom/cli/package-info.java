// SPDX-License-Identifier: EPL-2.0
/** The command line: commands, their arguments, what they print and their exit codes. Knows no window. */
package org.stillroom.cli;
