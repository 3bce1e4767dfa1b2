// SPDX-License-Identifier: EPL-2.0
package org.stillroom.example.node;

/** A number of things: the value of a port type that this bundle adds. */
public record Count(int number) {}
