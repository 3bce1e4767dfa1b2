// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** An element of a plugin.xml read from the class path. */
record XmlElement(Element element, ClassLoader loader) implements ContributionElement {

    @Override
    public String name() {
        return element.getTagName();
    }

    @Override
    public Optional<String> attribute(String name) {
        return element.hasAttribute(name) ? Optional.of(element.getAttribute(name)) : Optional.empty();
    }

    @Override
    public List<ContributionElement> children(String name) {
        List<ContributionElement> children = new ArrayList<>();
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inside && inside.getTagName().equals(name)) {
                children.add(new XmlElement(inside, loader));
            }
        }
        return children;
    }

    @Override
    public String text() {
        return element.getTextContent();
    }

    @Override
    public boolean lacksClass(String attribute) {
        return attribute(attribute)
                .map(name -> loader.getResource(name.replace('.', '/') + ".class") == null)
                .orElse(false);
    }

    @Override
    public Object create(String attribute) throws Exception {
        return Class.forName(element.getAttribute(attribute), true, loader).getConstructor().newInstance();
    }
}
