// SPDX-License-Identifier: EPL-2.0
package org.stillroom.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every scene of the world that can be counted: all but the signs with made-up words. */
final class Meanings {

    private Meanings() {
    }

    static List<Item> items() {
        List<Item> items = new ArrayList<>();
        for (Colour colour : Colour.values()) {
            for (Figure figure : Figure.values()) {
                items.add(new Item(colour, figure));
            }
        }
        return items;
    }

    static List<Scene> things() {
        List<Scene> scenes = new ArrayList<>();
        for (Item item : items()) {
            for (Texture texture : Texture.values()) {
                scenes.add(new Scene.Single(texture, item));
                for (int count = Scene.Group.LEAST; count <= Scene.Group.MOST; count++) {
                    scenes.add(new Scene.Group(count, texture, item));
                }
            }
        }
        return scenes;
    }

    static List<Scene.Pair> pairs() {
        List<Scene.Pair> scenes = new ArrayList<>();
        for (Item first : items()) {
            for (Item second : items()) {
                if (!first.equals(second)) {
                    for (Relation relation : Relation.values()) {
                        scenes.add(new Scene.Pair(first, relation, second));
                    }
                }
            }
        }
        return scenes;
    }

    static List<Scene.Sign> signs() {
        List<Scene.Sign> scenes = new ArrayList<>();
        for (String word : Words.all()) {
            scenes.add(new Scene.Sign(Optional.empty(), word));
            for (Colour colour : Colour.values()) {
                scenes.add(new Scene.Sign(Optional.of(colour), word));
            }
        }
        return scenes;
    }

    static List<Scene> all() {
        List<Scene> scenes = new ArrayList<>(things());
        scenes.addAll(pairs());
        scenes.addAll(signs());
        return scenes;
    }
}
