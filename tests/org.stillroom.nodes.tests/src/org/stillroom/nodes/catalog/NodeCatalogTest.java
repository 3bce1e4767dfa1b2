// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stillroom.graph.Provider;
import org.stillroom.nodes.contract.ModelIdentifier;
import org.stillroom.nodes.contract.ModelIdentity;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.nodes.contract.Parameter;
import org.stillroom.nodes.contract.PortType;

/** The catalog from plugin.xml files on a class path. */
class NodeCatalogTest {

    private static final String NODE = "class=\"java.lang.Object\"";

    @TempDir
    Path temp;

    /** A catalog of these extension bodies alone, each in a bundle of its own. */
    private NodeCatalog catalog(String... bodies) throws IOException {
        List<URL> urls = new ArrayList<>();
        for (int i = 0; i < bodies.length; i++) {
            urls.add(bundle("bundle" + i, "<plugin><extension point=\"org.stillroom.nodes.nodeTypes\">" + bodies[i]
                    + "</extension></plugin>"));
        }
        return read(urls);
    }

    private URL bundle(String name, String pluginXml) throws IOException {
        Path folder = Files.createDirectories(temp.resolve(name));
        Files.writeString(folder.resolve("plugin.xml"), pluginXml);
        Files.writeString(Files.createDirectories(folder.resolve("META-INF")).resolve("MANIFEST.MF"),
                "Manifest-Version: 1.0\nBundle-SymbolicName: " + name + ";singleton:=true\n");
        return folder.toUri().toURL();
    }

    private static NodeCatalog read(List<URL> urls) throws IOException {
        try (URLClassLoader loader = new URLClassLoader(urls.toArray(URL[]::new),
                ClassLoader.getPlatformClassLoader())) {
            return NodeCatalog.fromClassPath(loader);
        }
    }

    @Test
    void aThirdBundleContributesANodeAndAPortTypeOfItsOwn() throws Exception {
        NodeCatalog catalog = NodeCatalog.fromClassPath(getClass().getClassLoader());
        NodeType shout = catalog.nodeType("example.shout").orElseThrow();
        assertEquals("Shout", shout.label());
        assertEquals(2, shout.version());
        assertEquals(List.of("upper case", "loud"), shout.keywords());
        assertEquals("Turns a text into capitals, with exclamation marks behind it.", shout.description());
        assertEquals(new Provider("org.stillroom.example.node", "org.stillroom.example.feature"), shout.provider());
        assertEquals(Map.of("bangs", "marks"), shout.renamedParameters());
        assertEquals("example.count", shout.output("letters").orElseThrow().type());
        assertTrue(shout.input("text").orElseThrow().required());
        PortType count = catalog.portType("example.count").orElseThrow();
        assertEquals(new PortType("example.count", "Count", "#be123c", "org.stillroom.example.node.Count",
                "org.stillroom.example.node"), count);
        assertEquals("org.stillroom.example.node.ShoutNode", shout.function().get().getClass().getName());
    }

    @Test
    void parametersHaveTheirDefaultsRangesAndChoices() throws Exception {
        NodeType type = catalog("""
                <nodeType id="n" %s device="true" hidden="true" deprecated="true" icon="n.svg">
                  <parameter id="seed" kind="integer" default="18446744073709551615" maximum="18446744073709551615"/>
                  <parameter id="steps" kind="integer" default="20" minimum="1" inline="true"/>
                  <parameter id="scale" kind="number" default="3.5" maximum="100" multipleOf="0.5"/>
                  <parameter id="dtype" kind="choice" default="auto" label="Compute in">
                    <choice id="auto" label="Automatic"/><choice id="float32"/>
                  </parameter>
                  <parameter id="text" kind="text" multiline="true"><description>Words.</description></parameter>
                  <parameter id="encoder" kind="model" accepts="t5, pipeline/t5,"/>
                  <parameter id="model" kind="model"/>
                </nodeType>""".formatted(NODE)).nodeType("n").orElseThrow();
        assertEquals(BigIntegerNode.valueOf(new BigInteger("18446744073709551615")),
                type.parameter("seed").orElseThrow().defaultValue());
        assertEquals(IntNode.valueOf(20), type.parameter("steps").orElseThrow().defaultValue());
        assertTrue(type.parameter("steps").orElseThrow().inline());
        assertEquals(Optional.of(new BigDecimal("0.5")), type.parameter("scale").orElseThrow().multipleOf());
        Parameter dtype = type.parameter("dtype").orElseThrow();
        assertEquals(List.of(new Parameter.Choice("auto", "Automatic"), new Parameter.Choice("float32", "float32")),
                dtype.choices());
        assertEquals("Compute in", dtype.label());
        Parameter text = type.parameter("text").orElseThrow();
        assertEquals(TextNode.valueOf(""), text.defaultValue());
        assertTrue(text.multiline());
        assertEquals("Words.", text.description());
        assertEquals(List.of("t5", "pipeline/t5"), type.parameter("encoder").orElseThrow().accepts());
        assertEquals(List.of(), type.parameter("model").orElseThrow().accepts());
        assertTrue(type.device() && type.hidden() && type.deprecated() && !type.sink());
        assertEquals(new Provider("bundle0", "bundle0"), type.provider());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "<nodeType id='n' class='not.There'/> | class not.There is not there",
        "<nodeType id='n'/> | no attribute class",
        "<nodeType class='java.lang.Object'/> | no attribute id",
        "<nodeType id='../n' class='java.lang.Object'/> | expected an id",
        "<nodeType id='n' class='java.lang.Object' version='0'/> | version",
        "<nodeType id='n' class='java.lang.Object' sink='yes'/> | expected true or false",
        "<nodeType id='n' class='java.lang.Object'><input id='a' type='no.such'/></nodeType>"
            + " | unknown port type no.such",
        "<nodeType id='n' class='java.lang.Object'><input id='a.b' type='fine'/></nodeType> | expected an id",
        "<nodeType id='n' class='java.lang.Object'><input id='a' type='fine'/><input id='a' type='fine'/></nodeType>"
            + " | two of input a",
        "<nodeType id='n' class='java.lang.Object'><parameter id='p' kind='integer' default='5' maximum='4'/>"
            + "</nodeType> | found 5, expected at most 4",
        "<nodeType id='n' class='java.lang.Object'><parameter id='p' kind='integer' default='x'/></nodeType>"
            + " | expected a number",
        "<nodeType id='n' class='java.lang.Object'><parameter id='p' kind='integer'/></nodeType>"
            + " | no attribute default",
        "<nodeType id='n' class='java.lang.Object'><parameter id='p' kind='integer' default='1e999999'/></nodeType>"
            + " | does not fit",
        "<nodeType id='n' class='java.lang.Object'><parameter id='p' kind='colour'/></nodeType>"
            + " | expected one of text",
        "<nodeType id='n' class='java.lang.Object'><parameter id='p' kind='choice' default='a'/></nodeType>"
            + " | choice without choices",
        "<nodeType id='n' class='java.lang.Object'><parameter id='p' kind='number' default='1' minimum='2'"
            + " maximum='0'/></nodeType> | minimum above",
        "<nodeType id='n' class='java.lang.Object'><parameter id='p' kind='file' accepts='t5'/></nodeType>"
            + " | is not of kind model",
        "<nodeType id='n' class='java.lang.Object'><renamed from='a' to='b'/></nodeType> | cannot be renamed",
        "<modelIdentifier/> | no attribute class",
        "<modelIdentifier class='not.There'/> | class not.There of a modelIdentifier is not there",
        "<portType id='n' class='x' color='red'/> | found the color",
        "<portType id='n'/> | no attribute class"})
    void aBrokenContributionSpoilsOnlyItself(String broken, String message) throws Exception {
        NodeCatalog catalog = catalog("<portType id='fine' class='java.lang.String'/>" + broken
                + "<nodeType id='good' class='java.lang.Object'><input id='a' type='fine'/></nodeType>");
        assertTrue(catalog.nodeType("good").isPresent());
        assertFalse(catalog.nodeType("n").isPresent());
        assertEquals(1, catalog.problems().size(), catalog.problems()::toString);
        assertEquals("bundle0", catalog.problems().getFirst().bundle());
        assertTrue(catalog.problems().getFirst().message().contains(message), catalog.problems()::toString);
    }

    @Test
    void ofTwoWithTheSameIdTheFirstBundleByNameIsUsed() throws Exception {
        NodeCatalog catalog = catalog("<nodeType id='n' label='one' %s/>".formatted(NODE),
                "<nodeType id='n' label='two' %s/><nodeType id='m' %s/>".formatted(NODE, NODE));
        assertEquals("one", catalog.nodeType("n").orElseThrow().label());
        assertTrue(catalog.nodeType("m").isPresent());
        assertEquals("bundle1: nodeType n is contributed twice; only the first is used",
                catalog.problems().getFirst().toString());
    }

    @Test
    void portTypesOfOneBundleServeAnother() throws Exception {
        NodeCatalog catalog = catalog("<nodeType id='n' %s><output id='o' type='later'/></nodeType>".formatted(NODE),
                "<portType id='later' class='java.lang.String'/>");
        assertEquals(List.of(), catalog.problems());
        assertTrue(catalog.nodeType("n").isPresent());
    }

    @Test
    void externalEntitiesAreRefusedAndOtherFilesStillCount() throws Exception {
        Path secret = Files.writeString(temp.resolve("secret.txt"), "the secret");
        NodeCatalog catalog = read(List.of(
                bundle("evil", "<!DOCTYPE plugin [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]><plugin>"
                        + "<extension point=\"org.stillroom.nodes.nodeTypes\"><nodeType id=\"n\" " + NODE
                        + "><description>&x;</description></nodeType></extension></plugin>"),
                bundle("laughs", "<!DOCTYPE p [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]><p>&b;</p>"),
                bundle("torn", "<plugin><extension"),
                bundle("good", "<plugin><extension point=\"org.stillroom.nodes.nodeTypes\"><nodeType id=\"good\" "
                        + NODE + "/></extension><extension point=\"other\"><nodeType id=\"other\"/></extension>"
                        + "</plugin>")));
        assertEquals(Map.of("good", "good"), catalog.nodeTypes().values().stream()
                .collect(Collectors.toMap(NodeType::id, NodeType::label)));
        assertEquals(3, catalog.problems().size(), catalog.problems()::toString);
        assertTrue(catalog.problems().stream().noneMatch(problem -> problem.message().contains("the secret")));
    }

    /** Knows what ends with its own name. */
    public static final class Txt implements ModelIdentifier {
        @Override
        public Optional<ModelIdentity> identify(Path model) {
            if (model.endsWith("broken")) {
                throw new IllegalStateException();
            }
            return model.toString().endsWith("txt") ? Optional.of(new ModelIdentity(Set.of("text"), "A text", ""))
                    : Optional.empty();
        }
    }

    @Test
    void modelIdentifiersOfAllBundlesAreAskedAndNoneOfThemSpoilsIt() {
        List<Contribution> contributions = List.of(
                new Contribution("a", List.of(new Identifier(() -> new Object()))),
                new Contribution("b", List.of(new Identifier(() -> {
                    throw new NoClassDefFoundError("gone");
                }))),
                new Contribution("c", List.of(new Identifier(Txt::new))));
        NodeCatalog catalog = NodeCatalog.of(contributions, List.of());
        assertEquals(List.of(), catalog.problems());
        for (String name : List.of("a.txt", "other", "broken")) {
            List<ModelIdentity> said = catalog.identify(Path.of(name)).stream().toList();
            assertEquals(name.equals("a.txt") ? List.of(new ModelIdentity(Set.of("text"), "A text", "")) : List.of(),
                    said);
        }
    }

    /** Of plugin.xml, where the class is made so. */
    private record Identifier(Supplier<Object> made) implements ContributionElement {

        @Override
        public String name() {
            return "modelIdentifier";
        }

        @Override
        public Optional<String> attribute(String name) {
            return Optional.of("some.Class");
        }

        @Override
        public List<ContributionElement> children(String name) {
            return List.of();
        }

        @Override
        public String text() {
            return "";
        }

        @Override
        public boolean lacksClass(String attribute) {
            return false;
        }

        @Override
        public Object create(String attribute) {
            return made.get();
        }
    }

    @Test
    void aClassThatIsNoNodeIsToldWhenItIsNeeded() throws Exception {
        NodeType type = catalog("<nodeType id='n' %s/>".formatted(NODE)).nodeType("n").orElseThrow();
        String message = assertThrows(ContributionException.class, () -> type.function().get()).getMessage();
        assertTrue(message.contains("java.lang.Object") && message.contains("bundle0"), message);
    }
}
