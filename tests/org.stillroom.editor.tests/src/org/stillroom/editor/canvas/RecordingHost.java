// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas;

import java.util.List;
import org.stillroom.editor.canvas.context.CanvasHost;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.nodes.contract.Parameter;

/** Notes which nodes are opened, and knows a few models. */
record RecordingHost(List<String> opened) implements CanvasHost {

    @Override
    public List<String> models(NodeType type, Parameter parameter) {
        return List.of("flux/t5-base", "flux/t5-xxl", "students/small");
    }

    @Override
    public boolean editable() {
        return true;
    }

    @Override
    public void open(String node) {
        opened.add(node);
    }
}
