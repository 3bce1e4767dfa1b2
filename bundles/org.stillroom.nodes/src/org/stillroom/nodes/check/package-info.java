// SPDX-License-Identifier: EPL-2.0
/** Whether a graph of installed nodes is right and can run, without running it, and whether its models are the same. */
package org.stillroom.nodes.check;
