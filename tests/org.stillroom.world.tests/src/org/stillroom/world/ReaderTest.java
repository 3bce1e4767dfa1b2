// SPDX-License-Identifier: EPL-2.0
package org.stillroom.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.stillroom.nodes.contract.RgbImage;

class ReaderTest {

    private static final int SIZE = Renderer.SIZE;

    @Test
    void readsTheGenerator() {
        assertReads(0.99, 2_000, (picture, seed) -> picture);
    }

    @Test
    void readsThroughNoise() {
        assertReads(0.97, 500, (picture, seed) -> Spoiled.noised(picture, 0.05, seed));
    }

    @Test
    void readsThroughBlur() {
        assertReads(0.97, 500, (picture, seed) -> Spoiled.blurred(picture, 0.7));
    }

    @Test
    void readsThroughBlurAndNoise() {
        assertReads(0.97, 500, (picture, seed) -> Spoiled.noised(Spoiled.blurred(picture, 0.7), 0.05, seed));
    }

    @Test
    void readsThroughAShiftOfColour() {
        double[] shift = {-10, 6, 8};
        assertReads(0.97, 500, (picture, seed) -> Spoiled.tinted(picture, shift, 0.85));
    }

    @Test
    void readsEveryThingInEveryTexture() {
        for (Scene scene : Meanings.things()) {
            assertEquals(Optional.of(scene), Reader.read(Renderer.draw(scene, 1)).scene(), scene::caption);
        }
    }

    @Test
    void seesWhereAThingIs() {
        Scene pair = Captions.parse("a red circle to the left of a blue square").orElseThrow();
        List<Thing> things = Reader.read(Renderer.draw(pair, 4)).things();
        Thing circle = things.stream().filter(thing -> thing.figure().equals(Optional.of(Figure.CIRCLE))).findFirst()
                .orElseThrow();
        assertEquals(17, circle.x(), 2);
        assertEquals(32, circle.y(), 4);
        assertEquals(21.5, circle.width(), 3.5);
        assertEquals(circle.width(), circle.height(), 0.6);
    }

    @Test
    void seesNothingInABlankPicture() {
        for (int level : new int[] {0, 128, 255}) {
            byte[] rgb = new byte[3 * SIZE * SIZE];
            Arrays.fill(rgb, (byte) level);
            Reading reading = Reader.read(new RgbImage(SIZE, SIZE, rgb));
            assertEquals(List.of(), reading.things());
            assertEquals(Optional.empty(), reading.board());
            assertEquals(Optional.empty(), reading.scene());
        }
    }

    @Test
    void readsNoWordFromAnEmptyBoard() {
        RgbImage picture = Renderer.draw(new Scene.Sign(Optional.of(Colour.GREEN), "ab"), 1);
        byte[] rgb = picture.rgb().clone();
        for (int i = 0; i < SIZE * SIZE; i++) {
            boolean letters = i / SIZE >= 15 && i / SIZE < 33 && i % SIZE >= 4 && i % SIZE < 58;
            for (int c = 0; c < 3 && letters; c++) {
                rgb[3 * i + c] = picture.rgb()[3 * (24 * SIZE + 50) + c];
            }
        }
        Board board = Reader.read(new RgbImage(SIZE, SIZE, rgb)).board().orElseThrow();
        assertEquals(Optional.of(Colour.GREEN), board.colour());
        assertEquals("", board.word());
    }

    @Test
    void claimsNothingInAMess() {
        Random random = new Random(1);
        World world = new World(5, Split.TRAIN);
        for (int i = 0; i < 200; i++) {
            byte[] noise = new byte[3 * SIZE * SIZE];
            random.nextBytes(noise);
            assertEquals(Optional.empty(), Reader.read(new RgbImage(SIZE, SIZE, noise)).scene());
            Scene scene = world.scene(i);
            Reading shuffled = Reader.read(shuffled(world.sample(i).picture(), random));
            assertEquals(Optional.empty(), shuffled.scene(), scene::caption);
        }
    }

    @Test
    void refusesOtherSizes() {
        String message = assertThrows(IllegalArgumentException.class,
                () -> Reader.read(new RgbImage(32, 64, new byte[3 * 32 * 64]))).getMessage();
        assertTrue(message.contains("64 x 64") && message.contains("32 x 64"), message);
    }

    private static void assertReads(double least, int count, BiFunction<RgbImage, Long, RgbImage> spoil) {
        World world = new World(99, Split.TEST);
        int right = 0;
        Map<String, String> wrong = new TreeMap<>();
        for (long i = 0; i < count; i++) {
            Sample sample = world.sample(i);
            Reading reading = Reader.read(spoil.apply(sample.picture(), i));
            Scene shown = sample.scene() instanceof Scene.Pair pair ? pair.told() : sample.scene();
            boolean read = reading.scene().equals(Optional.of(shown));
            assertEquals(read, Judge.score(sample.scene(), reading).right(), sample::caption);
            right += read ? 1 : 0;
            if (!read) {
                wrong.put(sample.caption(), reading.scene().map(Scene::caption).orElse("unclear"));
            }
        }
        double share = (double) right / count;
        assertTrue(share >= least, () -> share + " are read rightly; not " + wrong);
    }

    /** Tiles of 8 x 8 pixels in another order: the colours of the world and none of its figures. */
    private static RgbImage shuffled(RgbImage picture, Random random) {
        List<Integer> order = Arrays.asList(new Integer[SIZE]);
        for (int i = 0; i < SIZE; i++) {
            order.set(i, i);
        }
        Collections.shuffle(order, random);
        byte[] rgb = new byte[picture.rgb().length];
        for (int i = 0; i < SIZE * SIZE; i++) {
            int from = order.get(i / SIZE / 8 * 8 + i % SIZE / 8);
            int at = (from / 8 * 8 + i / SIZE % 8) * SIZE + from % 8 * 8 + i % 8;
            System.arraycopy(picture.rgb(), 3 * at, rgb, 3 * i, 3);
        }
        return new RgbImage(SIZE, SIZE, rgb);
    }
}
