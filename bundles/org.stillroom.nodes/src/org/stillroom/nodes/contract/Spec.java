// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.contract;

/**
 * What is known about a value before it exists: its shape, width or kind. Contributions define records of it for the
 * port types they add; nodes ask for the record class they know.
 */
public interface Spec {}
