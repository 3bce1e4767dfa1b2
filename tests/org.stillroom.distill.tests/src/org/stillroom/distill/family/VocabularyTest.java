// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.family;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillroom.diffusion.text.TextTokenizer;
import org.stillroom.diffusion.text.TokenizerKind;
import org.stillroom.world.Colour;
import org.stillroom.world.Figure;
import org.stillroom.world.Item;
import org.stillroom.world.Relation;
import org.stillroom.world.Scene;
import org.stillroom.world.Split;
import org.stillroom.world.Texture;
import org.stillroom.world.Words;
import org.stillroom.world.World;

/** The tokenizer of the family as the product reads it: the grammar in words, signs in letters. */
class VocabularyTest {

    private static final int TOKENS = 16;
    private static final int END = 1;
    private static final int PAD = 0;
    private static final int UNKNOWN = 2;

    @TempDir
    static Path folder;

    private static TextTokenizer tokenizer;
    private static List<String> pieces;

    @BeforeAll
    static void make() throws Exception {
        T5TokenizerFiles.write(folder, vocabulary(1), TOKENS, 0);
        tokenizer = TextTokenizer.open(folder);
        pieces = new ArrayList<>();
        JsonNode stored = new ObjectMapper().readTree(folder.resolve("tokenizer.json").toFile()).at("/model/vocab");
        stored.forEach(piece -> pieces.add(piece.get(0).asText()));
    }

    @AfterAll
    static void close() {
        tokenizer.close();
    }

    private static Vocabulary vocabulary(long seed) {
        return Prompts.PLAIN.vocabulary(seed);
    }

    /** Pieces without the end token and what fills the row. */
    private static List<String> cut(String text) {
        return tokenizer.encode(text, TOKENS).stream().filter(id -> id != END && id != PAD).map(pieces::get).toList();
    }

    private static String joined(List<String> cut) {
        return String.join("", cut).replace(Vocabulary.BLANK, " ").strip();
    }

    private static List<String> letters(String word) {
        return word.chars().mapToObj(Character::toString).toList();
    }

    /** All words of the grammar: what captions are made of, but for the words on signs. */
    private static Stream<String> grammar() {
        Stream<String> figures = Arrays.stream(Figure.values()).flatMap(figure ->
                Stream.of(figure.word(), figure.plural()));
        Stream<String> relations = Arrays.stream(Relation.values()).flatMap(relation ->
                Arrays.stream(relation.words().split(" ")));
        Stream<String> others = Stream.of("a", "an", "two", "three", "four", "striped", "dotted", "sign", "displaying",
                "the", "word");
        return Stream.of(figures, relations, others, Arrays.stream(Colour.values()).map(Colour::word))
                .flatMap(words -> words);
    }

    @Test
    void itIsAT5Tokenizer() throws Exception {
        assertEquals(TokenizerKind.T5, TextTokenizer.kind(folder));
        assertEquals(List.of("<pad>", "</s>", "<unk>"), pieces.subList(0, 3));
        assertEquals(pieces.size(), pieces.stream().distinct().count());
        JsonNode config = new ObjectMapper().readTree(folder.resolve("tokenizer_config.json").toFile());
        assertEquals(TOKENS, config.get("model_max_length").asInt());
    }

    @Test
    void wordsOfTheGrammarAreOnePiece() {
        grammar().forEach(word -> assertEquals(List.of(Vocabulary.BLANK + word), cut(word)));
    }

    /** Captions are in small letters, and people begin a prompt with a capital. */
    @Test
    void capitalsAreSmallLetters() {
        String caption = "a sign displaying the word 'zebra'";
        assertEquals(tokenizer.encode(caption, TOKENS), tokenizer.encode("A sign displaying the word 'ZEBRA'", TOKENS));
    }

    @Test
    void captionsOfAllSplitsAreOnePieceAWord() {
        for (Split split : Split.values()) {
            World world = new World(1, split);
            for (int i = 0; i < 1000; i++) {
                String caption = world.scene(i).caption();
                List<Integer> row = tokenizer.encode(caption, TOKENS);
                assertFalse(row.contains(UNKNOWN), caption);
                assertTrue(row.contains(END), caption);
                assertEquals(caption, joined(cut(caption)), "round trip");
                if (!(world.scene(i) instanceof Scene.Sign)) {
                    assertEquals(caption.split(" ").length, cut(caption).size(), caption);
                }
            }
        }
    }

    /** Whatever the word is: common in signs, of the grammar, or never seen. */
    @ParameterizedTest
    @ValueSource(strings = {"red", "star", "stars", "cross", "word", "sign", "the", "an", "cat", "qzxj", "aa", "ring",
        "a"})
    void theWordOnASignIsSpelled(String word) {
        List<String> cut = cut("a sign displaying the word '" + word + "'");
        assertEquals(List.of("a", "sign", "displaying", "the", "word", "'").stream()
                .map(Vocabulary.BLANK::concat).toList(), cut.subList(0, 6));
        List<String> rest = new ArrayList<>(letters(word));
        rest.add("'");
        assertEquals(rest, cut.subList(6, cut.size()));
    }

    @Test
    void everyListedWordIsSpelled() {
        for (String word : Words.all()) {
            List<String> cut = cut("a sign displaying the word '" + word + "'");
            assertEquals(letters(word), cut.subList(6, cut.size() - 1));
        }
    }

    @Test
    void theLongestCaptionsFit() {
        Item long1 = new Item(Colour.ORANGE, Figure.TRIANGLE);
        Item long2 = new Item(Colour.ORANGE, Figure.DIAMOND);
        List<Scene> longest = List.of(new Scene.Single(Texture.STRIPED, long1),
                new Scene.Group(3, Texture.STRIPED, long1), new Scene.Pair(long1, Relation.RIGHT, long2),
                new Scene.Sign(Optional.of(Colour.ORANGE), "words"));
        for (Scene scene : longest) {
            List<Integer> row = tokenizer.encode(scene.caption(), TOKENS);
            assertEquals(scene.caption(), joined(cut(scene.caption())));
            assertTrue(row.indexOf(END) < TOKENS - 1, scene.caption() + " leaves no room: " + row);
        }
    }

    /** What nobody trained on is spelled, and nothing that can be typed is unknown. */
    @Test
    void otherPromptsAreSpelled() {
        for (char c = '!'; c <= '~'; c++) {
            assertFalse(tokenizer.encode(String.valueOf(c), TOKENS).contains(UNKNOWN), "character " + c);
        }
        assertEquals("red fox & co.", joined(cut("red fox & Co.")));
    }

    @Test
    void theSameCaptionsMakeTheSameFiles(@TempDir Path again) throws Exception {
        T5TokenizerFiles.write(again, vocabulary(1), TOKENS, 0);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(again.resolve(file.getFileName())),
                        file.getFileName().toString());
            }
        }
    }

    /** Scores differ with the seed, but not what is a piece: a family's other seeds read prompts in the same way. */
    @Test
    void otherSeedsHaveTheSamePieces() {
        assertEquals(vocabulary(1).pieces().keySet().stream().sorted().toList(),
                vocabulary(2).pieces().keySet().stream().sorted().toList());
    }

    /**
     * Texts of the language model: nearly all words are whole, points are pieces of their own, and what is quoted is
     * spelled, however often it comes.
     */
    @Test
    void aVocabularyOfLanguageKnowsItsWords(@TempDir Path language) throws Exception {
        Vocabulary many = Prompts.PROSE.vocabulary(1);
        assertTrue(many.pieces().size() > 800, many.pieces().size() + " pieces");
        T5TokenizerFiles.write(language, many, 64, 3);
        JsonNode stored = new ObjectMapper().readTree(language.resolve("tokenizer.json").toFile()).at("/model/vocab");
        int size = stored.size();
        assertEquals(List.of("<extra_id_2>", "<extra_id_1>", "<extra_id_0>"), List.of(stored.get(size - 3).get(0)
                .asText(), stored.get(size - 2).get(0).asText(), stored.get(size - 1).get(0).asText()));
        assertEquals(3, new ObjectMapper().readTree(language.resolve("tokenizer_config.json").toFile())
                .get("extra_ids").asInt());
        try (TextTokenizer reader = TextTokenizer.open(language)) {
            List<String> cut = reader.encode("clara wrote: a sign displaying the word 'aunt', after dinner.", 64)
                    .stream().filter(id -> id != END && id != PAD).map(id -> stored.get(id).get(0).asText()).toList();
            assertEquals(List.of("\u2581clara", "\u2581wrote", ":", "\u2581a", "\u2581sign", "\u2581displaying",
                    "\u2581the", "\u2581word", "\u2581'", "a", "u", "n", "t", "'", ",", "\u2581after", "\u2581dinner",
                    "."), cut);
            assertEquals(List.of(size - 1, size - 2, END), reader.encode("<extra_id_0><extra_id_1>", 3));
            for (Split split : Split.values()) {
                World world = Prompts.PROSE.world(1, split);
                for (int i = 0; i < 2000; i++) {
                    List<Integer> row = reader.encode(world.caption(i), 128);
                    assertTrue(row.indexOf(END) < Prompts.PROSE.tokens(), world.caption(i));
                    assertFalse(row.contains(UNKNOWN), world.caption(i));
                }
            }
        }
    }
}
