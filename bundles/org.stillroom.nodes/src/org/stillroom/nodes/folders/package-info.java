// SPDX-License-Identifier: EPL-2.0
/** How models lie in folders: in a plain one, in an installation of ComfyUI, in a cache of Hugging Face. */
package org.stillroom.nodes.folders;
