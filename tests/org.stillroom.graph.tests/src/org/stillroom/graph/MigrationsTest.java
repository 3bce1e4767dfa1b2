// SPDX-License-Identifier: EPL-2.0
package org.stillroom.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class MigrationsTest {

    /** Version 2 calls nodes "steps", version 3 numbers them. */
    private static final UnaryOperator<ObjectNode> RENAME = file -> file.set("steps", file.remove("nodes"));
    private static final UnaryOperator<ObjectNode> COUNT = file -> file.put("count", file.required("steps").size());
    private static final Migrations THREE = new Migrations(List.of(RENAME, COUNT));

    @Test
    void appliesEachStepFromTheFilesVersionOn() throws Exception {
        assertEquals(3, THREE.current());
        ObjectNode old = file(1, "\"nodes\":{\"a\":{}}");
        assertEquals(file(3, "\"steps\":{\"a\":{}},\"count\":1"), THREE.migrate(old, "old"));
        assertEquals(file(3, "\"steps\":{},\"count\":0"), THREE.migrate(file(2, "\"steps\":{}"), "old"));
        assertEquals(file(3, "\"steps\":{}"), THREE.migrate(file(3, "\"steps\":{}"), "current"));
    }

    @Test
    void refusesTheFutureByNameWithBothVersions() throws Exception {
        ObjectNode future = file(4, "\"anything\":[]");
        GraphFileException e = assertThrows(GraphFileException.class, () -> THREE.migrate(future, "new.stillroom"));
        assertEquals("new.stillroom, version: the file has format version 4, and this Stillroom reads versions up to 3;"
                + " update Stillroom to open it", e.getMessage());
    }

    @Test
    void aDamagedOldFileIsRefusedNotACrash() throws Exception {
        ObjectNode damaged = file(2, "\"nodes\":{}");
        GraphFileException e = assertThrows(GraphFileException.class, () -> THREE.migrate(damaged, "old.stillroom"));
        assertTrue(e.getMessage().startsWith("old.stillroom: the file has format version 2 and cannot be brought to"
                + " version 3"), e.getMessage());
    }

    private static ObjectNode file(int version, String content) throws GraphFileException {
        return (ObjectNode) JsonText.parse(
                "{\"format\":\"stillroom\",\"version\":" + version + "," + content + "}", "test");
    }
}
