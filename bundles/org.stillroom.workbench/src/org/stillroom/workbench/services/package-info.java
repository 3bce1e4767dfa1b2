// SPDX-License-Identifier: EPL-2.0
/** What all parts of the workbench share: the catalog, model folders, the engine. */
package org.stillroom.workbench.services;
