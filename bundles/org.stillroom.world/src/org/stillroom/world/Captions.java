// SPDX-License-Identifier: EPL-2.0
package org.stillroom.world;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The grammar of captions, in both directions. */
public final class Captions {

    private static final List<String> NUMBERS = List.of("two", "three", "four");

    private static final String COLOUR = anyOf(Colour.values(), Colour::word);
    private static final String FIGURE = anyOf(Figure.values(), Figure::word);
    private static final String TEXTURE = "(?:(striped|dotted) )?";
    private static final String ITEM = "an? " + COLOUR + " " + FIGURE;

    private static final Pattern SINGLE = Pattern.compile("an? " + TEXTURE + COLOUR + " " + FIGURE);
    private static final Pattern GROUP = Pattern.compile("(two|three|four) " + TEXTURE + COLOUR + " "
            + anyOf(Figure.values(), Figure::plural));
    private static final Pattern PAIR = Pattern.compile(ITEM + " " + anyOf(Relation.values(), Relation::words) + " "
            + ITEM);
    private static final Pattern SIGN = Pattern.compile("an? (?:" + COLOUR
            + " )?sign displaying the word ['\"]([a-z]{" + Scene.Sign.SHORTEST + "," + Scene.Sign.LONGEST + "})['\"]");

    /** What follows must not be more of what is to be seen. */
    private static final Pattern TOLD = Pattern.compile("(?<!\\w)(?:" + Stream.of(PAIR, SIGN, GROUP, SINGLE)
            .map(Pattern::pattern).collect(Collectors.joining("|")) + ")(?= ?[.,]|$)");

    private Captions() {
    }

    static String of(Scene scene) {
        return switch (scene) {
            case Scene.Single single -> withArticle(named(single.texture(), single.item().colour()) + " "
                    + single.item().figure().word());
            case Scene.Group group -> NUMBERS.get(group.count() - Scene.Group.LEAST) + " "
                    + named(group.texture(), group.item().colour()) + " " + group.item().figure().plural();
            case Scene.Pair pair -> of(pair.first()) + " " + pair.relation().words() + " " + of(pair.second());
            case Scene.Sign sign -> withArticle(sign.board().map(colour -> colour.word() + " ").orElse("")
                    + "sign displaying the word '" + sign.word() + "'");
        };
    }

    static String of(Item item) {
        return withArticle(item.colour().word() + " " + item.figure().word());
    }

    /**
     * Finds the scene that a caption describes. Large letters, more than one blank, a full stop at the end and double
     * quotes are accepted.
     *
     * @param caption any text
     * @return the scene, or empty if the text is no caption of this world
     */
    public static Optional<Scene> parse(String caption) {
        String text = caption.toLowerCase(Locale.ROOT).strip().replaceAll("\\s+", " ").replaceAll(" ?\\.$", "");
        Matcher single = SINGLE.matcher(text);
        if (single.matches()) {
            return Optional.of(new Scene.Single(texture(single.group(1)), item(single.group(2), single.group(3))));
        }
        Matcher group = GROUP.matcher(text);
        if (group.matches()) {
            return Optional.of(new Scene.Group(NUMBERS.indexOf(group.group(1)) + Scene.Group.LEAST,
                    texture(group.group(2)), item(group.group(3), singular(group.group(4)))));
        }
        Matcher pair = PAIR.matcher(text);
        if (pair.matches()) {
            return pair(item(pair.group(1), pair.group(2)), pair.group(3), item(pair.group(4), pair.group(5)));
        }
        Matcher sign = SIGN.matcher(text);
        if (sign.matches()) {
            return Optional.of(new Scene.Sign(Optional.ofNullable(sign.group(1)).map(Captions::colour),
                    sign.group(2)));
        }
        return Optional.empty();
    }

    /**
     * Like {@link #parse}, also where the caption stands in prose, as {@link Wording#PROSE} tells it: between blanks or
     * points, with a point, a comma or the end after it.
     *
     * @return the scene, or empty if there is no caption in the text, or more than one
     */
    public static Optional<Scene> find(String text) {
        Optional<Scene> whole = parse(text);
        if (whole.isPresent()) {
            return whole;
        }
        List<String> told = TOLD.matcher(text.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ")).results()
                .map(MatchResult::group).toList();
        return told.size() == 1 ? parse(told.getFirst()) : Optional.empty();
    }

    private static Optional<Scene> pair(Item first, String words, Item second) {
        if (first.equals(second)) {
            return Optional.empty();
        }
        return Arrays.stream(Relation.values()).filter(relation -> relation.words().equals(words)).findFirst()
                .map(relation -> new Scene.Pair(first, relation, second));
    }

    private static String named(Texture texture, Colour colour) {
        return texture == Texture.PLAIN ? colour.word() : texture.word() + " " + colour.word();
    }

    private static String withArticle(String words) {
        return ("aeiou".indexOf(words.charAt(0)) < 0 ? "a " : "an ") + words;
    }

    private static String singular(String plural) {
        return Arrays.stream(Figure.values()).filter(figure -> figure.plural().equals(plural)).findFirst()
                .map(Figure::word).orElse(plural);
    }

    private static Texture texture(String word) {
        return word == null ? Texture.PLAIN : Texture.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static Colour colour(String word) {
        return Colour.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static Item item(String colour, String figure) {
        return new Item(colour(colour), Figure.valueOf(figure.toUpperCase(Locale.ROOT)));
    }

    private static <T> String anyOf(T[] values, Function<T, String> word) {
        return Arrays.stream(values).map(word).collect(Collectors.joining("|", "(", ")"));
    }
}
