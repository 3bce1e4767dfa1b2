// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.properties;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.eclipse.swt.widgets.Control;

/** The control that edits one parameter. */
interface ParameterField {

    /** What a field tells its row. */
    interface Listener {

        /** Something was typed that may go on; it is taken after a pause. */
        void typed();

        /** A value was chosen, or typing has ended. */
        void chosen();
    }

    /** The control that a decoration stands beside. */
    Control control();

    /** Shows a value without telling the listener; empty where the selected nodes have different ones. */
    void show(Optional<JsonNode> value);

    /** The value that is shown; empty if what is typed is none. */
    Optional<JsonNode> value();
}
