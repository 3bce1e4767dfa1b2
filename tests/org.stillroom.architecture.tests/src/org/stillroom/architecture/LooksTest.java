// SPDX-License-Identifier: EPL-2.0
package org.stillroom.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Icons and distances are of one family, as CONTRIBUTING.md describes it. */
class LooksTest {

    /** Of what is done and how it went: blue, green, red, amber, grey, and white on a solid form. */
    private static final Set<String> ACTIONS =
            Set.of("#3b82f6", "#2e9e4f", "#d64545", "#d97706", "#7a8594", "#ffffff");

    private static final Set<String> FORMS = Set.of("svg", "path", "rect", "circle");
    private static final Set<String> STROKES = Set.of("1.5", "2");
    private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{3,8}\\b");
    private static final Pattern ICON = Pattern.compile("icon=\"([^\"]+)\"");
    private static final Pattern PORT_TYPE = Pattern.compile("<portType\\b[^>]*color=\"([^\"]+)\"");
    private static final Pattern DISTANCES = Pattern.compile("\\.(?:margins|spacing|extendedMargins)\\(([^()]*)\\)"
            + "|margin(?:Width|Height|Top|Left|Right|Bottom) = (\\d+);");

    /** Hairlines, then steps of four. */
    private static final Set<Integer> STEPS = Set.of(0, 1, 2, 4, 8, 12, 16, 24, 32);

    @Test
    void iconsAreDrawnOnOneGridWithOneStrokeInFewColors() throws Exception {
        Set<String> colors = new TreeSet<>(ACTIONS);
        for (Path bundle : Bundles.folders()) {
            found(PORT_TYPE, plugin(bundle)).forEach(colors::add);
        }
        List<String> wrong = new ArrayList<>();
        List<Path> icons = icons();
        assertTrue(icons.size() > 50, icons.toString());
        for (Path icon : icons) {
            String text = Files.readString(icon);
            if (!text.contains("SPDX-License-Identifier")) {
                wrong.add(icon + ": no SPDX line");
            }
            COLOR.matcher(text).results().map(MatchResult::group).filter(color -> !colors.contains(color))
                    .forEach(color -> wrong.add(icon + ": the colour " + color));
            look(icon, wrong);
        }
        assertEquals(List.of(), wrong, "colours: " + colors);
    }

    private static void look(Path icon, List<String> wrong) throws Exception {
        Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(icon.toFile());
        Element root = document.getDocumentElement();
        if (!root.getAttribute("viewBox").equals("0 0 16 16") || !root.getAttribute("width").equals("16")
                || !root.getAttribute("height").equals("16")) {
            wrong.add(icon + ": not 16 by 16");
        }
        var all = document.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            Element element = (Element) all.item(i);
            String stroke = element.getAttribute("stroke-width");
            String opacity = element.getAttribute("fill-opacity");
            if (!FORMS.contains(element.getTagName())) {
                wrong.add(icon + ": the form " + element.getTagName());
            } else if (!stroke.isEmpty() && !STROKES.contains(stroke)) {
                wrong.add(icon + ": a line of " + stroke);
            } else if (!opacity.isEmpty() && !opacity.equals("0.3")) {
                wrong.add(icon + ": a fill of " + opacity);
            }
        }
    }

    @Test
    void everyIconIsThereAndUsed() throws IOException {
        for (Path bundle : Bundles.folders()) {
            String plugin = plugin(bundle);
            for (String icon : found(ICON, plugin)) {
                if (icon.startsWith("icons/")) {
                    assertTrue(Files.exists(bundle.resolve(icon)), bundle + " has no " + icon);
                }
            }
        }
        StringBuilder sources = new StringBuilder();
        for (Path bundle : Bundles.folders()) {
            sources.append(plugin(bundle));
            for (Path source : sources(bundle)) {
                sources.append(Files.readString(source));
            }
        }
        List<String> unused = icons().stream().map(icon -> icon.getFileName().toString().replace(".svg", ""))
                .filter(name -> !isUsed(name, sources)).toList();
        assertEquals(List.of(), unused);
    }

    /** By its whole name, or by the part before its last word where the source puts that behind it. */
    private static boolean isUsed(String name, CharSequence sources) {
        String start = name.substring(0, name.lastIndexOf('-') + 1);
        return Pattern.compile("[\"/]" + Pattern.quote(name) + "(\\.svg)?\"").matcher(sources).find()
                || !start.isEmpty() && Pattern.compile("\"" + Pattern.quote(start) + "\"").matcher(sources).find();
    }

    @Test
    void distancesAreHairlinesOrStepsOfFour() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Path bundle : Bundles.folders()) {
            for (Path source : sources(bundle)) {
                DISTANCES.matcher(Files.readString(source)).results().forEach(found -> {
                    String numbers = found.group(1) == null ? found.group(2) : found.group(1);
                    for (String number : numbers.split(",")) {
                        if (number.strip().matches("\\d+") && !STEPS.contains(Integer.valueOf(number.strip()))) {
                            wrong.add(source.getFileName() + ": " + found.group());
                        }
                    }
                });
            }
        }
        assertEquals(List.of(), wrong);
    }

    /** All but the product's own sign, which is a drawing of its own kind. */
    private static List<Path> icons() throws IOException {
        List<Path> icons = new ArrayList<>();
        for (Path bundle : Bundles.folders()) {
            if (Files.exists(bundle.resolve("icons"))) {
                try (Stream<Path> files = Files.walk(bundle.resolve("icons"))) {
                    files.filter(file -> file.toString().endsWith(".svg")
                            && !file.getFileName().toString().equals("stillroom.svg")).sorted().forEach(icons::add);
                }
            }
        }
        return icons;
    }

    private static List<Path> sources(Path bundle) throws IOException {
        if (!Files.exists(bundle.resolve("src"))) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(bundle.resolve("src"))) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
        }
    }

    private static String plugin(Path bundle) throws IOException {
        Path file = bundle.resolve("plugin.xml");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group(1)).toList();
    }
}
