// SPDX-License-Identifier: EPL-2.0
/** Which node and port types are installed, and which bundle contributed them; read from plugin.xml alone. */
package org.stillroom.nodes.catalog;
