// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.Attributes.Name;
import java.util.jar.Manifest;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

/** Gathers contributions from the plugin.xml files on a class path. */
final class ClassPathContributions {

    private static final String FILE = "plugin.xml";
    private static final Name SYMBOLIC_NAME = new Name("Bundle-SymbolicName");

    private final ClassLoader loader;
    private final List<ContributionProblem> problems;
    private final DocumentBuilder parser = parser();

    /** @param problems where files that cannot be read are reported */
    ClassPathContributions(ClassLoader loader, List<ContributionProblem> problems) {
        this.loader = loader;
        this.problems = problems;
    }

    List<Contribution> read() {
        List<Contribution> contributions = new ArrayList<>();
        // by address, as URL.equals may ask the network
        TreeMap<String, URL> files = new TreeMap<>();
        try {
            Collections.list(loader.getResources(FILE)).forEach(url -> files.put(url.toExternalForm(), url));
        } catch (IOException e) {
            problems.add(new ContributionProblem("class path", "cannot be searched: " + e.getMessage()));
        }
        for (URL file : files.values()) {
            try {
                contribution(file).ifPresent(contributions::add);
            } catch (IOException | SAXException e) {
                problems.add(new ContributionProblem(file.toExternalForm(), "cannot be read: " + e.getMessage()));
            }
        }
        return contributions;
    }

    private Optional<Contribution> contribution(URL file) throws IOException, SAXException {
        List<ContributionElement> elements = new ArrayList<>();
        XmlElement root = new XmlElement(parse(file).getDocumentElement(), loader);
        for (ContributionElement extension : root.children("extension")) {
            if (extension.attribute("point").filter(NodeCatalog.EXTENSION_POINT::equals).isPresent()) {
                elements.addAll(extension.children("portType"));
                elements.addAll(extension.children("nodeType"));
                elements.addAll(extension.children("modelIdentifier"));
            }
        }
        return elements.isEmpty() ? Optional.empty() : Optional.of(new Contribution(bundle(file, root), elements));
    }

    private Document parse(URL file) throws IOException, SAXException {
        try (InputStream in = open(file)) {
            return parser.parse(in);
        }
    }

    /** A document type is refused, and with it entities: neither files nor the network can be reached from here. */
    private static DocumentBuilder parser() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setXIncludeAware(false);
            DocumentBuilder parser = factory.newDocumentBuilder();
            // the default handler prints to the console
            parser.setErrorHandler(null);
            return parser;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** From the manifest beside the file; where classes are not packed yet, from the root element's own attribute. */
    private static String bundle(URL file, XmlElement root) {
        String address = file.toExternalForm();
        String folder = address.substring(0, address.length() - FILE.length());
        try (InputStream in = open(address(folder + "META-INF/MANIFEST.MF"))) {
            String name = new Manifest(in).getMainAttributes().getValue(SYMBOLIC_NAME);
            if (name != null) {
                return name.split(";", 2)[0].strip();
            }
        } catch (IOException e) {
            // not packed yet
        }
        return root.attribute("id").orElse("unknown");
    }

    private static URL address(String text) throws MalformedURLException {
        return URI.create(text).toURL();
    }

    private static InputStream open(URL file) throws IOException {
        URLConnection connection = file.openConnection();
        // a cached jar would stay open, and stale once it is replaced
        connection.setUseCaches(false);
        return connection.getInputStream();
    }
}
