// SPDX-License-Identifier: EPL-2.0
package org.stillroom.world;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A grammar without context, and the sentences that it makes.
 *
 * @param rules alternatives by name, in which {@code $name} stands for a rule
 */
record Grammar(Map<String, List<String>> rules) {

    private static final Pattern REFERENCE = Pattern.compile("\\$([a-z]+)");

    Grammar {
        rules = Map.copyOf(rules);
    }

    /**
     * @param given names that are left as they are
     * @throws IllegalStateException if the file is missing, or names a rule that is neither there nor given
     */
    static Grammar read(String file, Set<String> given) {
        Map<String, StringBuilder> texts = new LinkedHashMap<>();
        try (InputStream in = Grammar.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the grammar " + file + " is missing beside " + Grammar.class.getName()
                        + "; the bundle is not complete, build it again");
            }
            StringBuilder rule = null;
            for (String line : new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).lines().toList()) {
                if (line.startsWith(" ") && rule != null) {
                    rule.append(line);
                } else if (!line.startsWith("#") && !line.isBlank()) {
                    int equals = line.indexOf('=');
                    rule = new StringBuilder(line.substring(equals + 1));
                    texts.put(line.substring(0, equals).strip(), rule);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, List<String>> rules = new LinkedHashMap<>();
        texts.forEach((name, text) -> rules.put(name,
                Arrays.stream(text.toString().split("\\|", -1)).map(String::strip).toList()));
        rules.values().stream().flatMap(List::stream).flatMap(text -> REFERENCE.matcher(text).results())
                .map(result -> result.group(1)).filter(name -> !rules.containsKey(name) && !given.contains(name))
                .findFirst().ifPresent(name -> {
                    throw new IllegalStateException("the grammar " + file + " has no rule " + name);
                });
        return new Grammar(rules);
    }

    /** A sentence of a rule; names that are no rules stay as they are. Blanks before points and commas are dropped. */
    String sentence(String rule, Dice dice) {
        return expand("$" + rule, dice).replaceAll(" ([.,:;?])", "$1");
    }

    private String expand(String text, Dice dice) {
        Matcher matcher = REFERENCE.matcher(text);
        StringBuilder all = new StringBuilder();
        while (matcher.find()) {
            List<String> choices = rules.get(matcher.group(1));
            String part = choices == null ? matcher.group() : expand(choices.get(dice.below(choices.size())), dice);
            matcher.appendReplacement(all, Matcher.quoteReplacement(part));
        }
        return matcher.appendTail(all).toString();
    }
}
