// SPDX-License-Identifier: EPL-2.0
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Writes the file NOTICE into the p2 repository and the products: every part of a third party in them, with its
 * version, licence and source. Which parts ship is read from the repository, which licences they have from their POMs,
 * what is inside of them from {@code inside.txt}. A part whose licence is not known, or with libraries inside that
 * nobody has looked at, ends the build with a message that says what is missing.
 *
 * <p>Arguments: the folder of this file, the root of the sources, Maven's local repository, the p2 repository, and
 * every product's folder.
 */
public final class Notice {

    /** @param texts the licences whose texts it needs */
    record Part(String name, Artifact artifact, String licence, String source, String copyright,
            List<Known.Inside> inside, Set<String> texts) {}

    private static final Pattern LIBRARY = Pattern.compile(".*\\.(jar|so|so\\.\\d+|dll|dylib|jnilib)");

    private final Path sources;
    private final Path repository;
    private final Known known;
    private final Poms poms;
    private final Set<String> problems = new TreeSet<>();

    private Notice(Path here, Path sources, Path maven, Path repository) throws IOException {
        this.sources = sources;
        this.repository = repository;
        known = new Known(here, sources.resolve("LICENSE"));
        poms = new Poms(maven, problems);
    }

    public static void main(String[] arguments) throws Exception {
        List<Path> paths = Stream.of(arguments).map(Path::of).toList();
        Notice notice = new Notice(paths.get(0), paths.get(1), paths.get(2), paths.get(3));
        Map<String, List<Part>> parts = notice.parts();
        if (!notice.problems.isEmpty()) {
            notice.problems.forEach(System.err::println);
            System.exit(1);
        }
        for (Path folder : paths.subList(3, paths.size())) {
            notice.write(folder, parts);
        }
    }

    /** The third parties' parts, by the bundle that each is or is in. */
    private Map<String, List<Part>> parts() throws Exception {
        Map<String, List<Part>> parts = new TreeMap<>();
        try (ZipFile content = new ZipFile(repository.resolve("content.jar").toFile());
                InputStream xml = content.getInputStream(content.getEntry("content.xml"))) {
            for (Element unit : Xml.children(Xml.parse(xml), "units", "unit")) {
                String bundle = unit.getAttribute("id") + "_" + unit.getAttribute("version");
                Path jar = repository.resolve("plugins/" + bundle + ".jar");
                if (Files.exists(jar)) {
                    parts.put(bundle, partsOf(unit, jar));
                }
            }
        }
        try (Stream<Path> jars = Files.list(repository.resolve("plugins"))) {
            jars.map(jar -> jar.getFileName().toString().replaceFirst("\\.jar$", ""))
                    .filter(bundle -> !parts.containsKey(bundle))
                    .forEach(bundle -> problems.add(bundle + " is in plugins, and content.jar does not name it."));
        }
        Set<String> shipped = new TreeSet<>();
        parts.values().forEach(list -> list.forEach(part -> shipped.add(part.artifact().toString())));
        known.looked().stream().filter(artifact -> !shipped.contains(artifact))
                .forEach(artifact -> problems.add("inside.txt names " + artifact + ", which does not ship. Look at what"
                        + " is inside of the version that does and change the line, or take it away."));
        return parts;
    }

    private List<Part> partsOf(Element unit, Path jar) throws Exception {
        String id = unit.getAttribute("id");
        Map<String, String> properties = new HashMap<>();
        Xml.children(unit, "properties", "property")
                .forEach(property -> properties.put(property.getAttribute("name"), property.getAttribute("value")));
        // Tycho says of a jar that it has given a manifest what it was made from
        String prefix = properties.containsKey("maven-wrapped-groupId") ? "maven-wrapped-" : "maven-";
        Artifact artifact = new Artifact(properties.get(prefix + "groupId"), properties.get(prefix + "artifactId"),
                properties.get(prefix + "version"));
        if (artifact.group() == null) {
            problems.add(id + ": content.jar does not say which Maven artifact it is.");
            return List.of();
        }
        boolean ours = artifact.group().equals("org.stillroom");
        return ours ? embedded(id, jar) : List.of(part(id, artifact, libraries(jar)));
    }

    /** What a bundle of ours carries within, as its POM says where it is from. */
    private List<Part> embedded(String bundle, Path jar) throws Exception {
        List<String> libraries = libraries(jar);
        if (libraries.isEmpty()) {
            return List.of();
        }
        Map<String, Artifact> named = new HashMap<>();
        Element pom = Xml.parse(sources.resolve("bundles").resolve(bundle).resolve("pom.xml"));
        for (Element item : Xml.descendants(pom, "artifactItem")) {
            named.put("lib/" + Xml.text(item, "destFileName"), new Artifact(Xml.text(item, "groupId"),
                    Xml.text(item, "artifactId"), version(Xml.text(item, "version"))));
        }
        List<Part> parts = new ArrayList<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (String library : libraries) {
                if (!named.containsKey(library)) {
                    problems.add(bundle + ": no artifactItem in its pom.xml says what " + library + " is.");
                    continue;
                }
                Path copy = Files.createTempFile("notice", ".jar");
                try (InputStream in = zip.getInputStream(zip.getEntry(library))) {
                    Files.write(copy, in.readAllBytes());
                    Artifact artifact = named.get(library);
                    parts.add(part(artifact.name() + ", in " + bundle, artifact, libraries(copy)));
                } finally {
                    Files.delete(copy);
                }
            }
        }
        return parts;
    }

    /** A version as a bundle's POM has it, with the parent's properties in place of their names. */
    private String version(String version) throws Exception {
        Element properties = Xml.children(Xml.parse(sources.resolve("pom.xml")), "properties").get(0);
        return Pattern.compile("\\$\\{(.+?)}").matcher(version)
                .replaceAll(name -> Xml.text(properties, name.group(1)));
    }

    private static List<String> libraries(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.stream().map(ZipEntry::getName).filter(name -> LIBRARY.matcher(name).matches()).toList();
        }
    }

    private Part part(String name, Artifact artifact, List<String> libraries) throws Exception {
        Known.Told told = known.told(artifact);
        String licence = told.licence().isEmpty() ? poms.licence(artifact, known) : told.licence();
        String source = told.source().isEmpty() ? poms.source(artifact) : told.source();
        if (source.isEmpty()) {
            problems.add("The POM of " + artifact + " does not say where its source is. Write it into licences.txt.");
        }
        Set<String> texts = new TreeSet<>(texts(artifact.toString(), licence));
        Optional<Known.Looked> looked = known.inside(artifact);
        if (looked.isEmpty() && !libraries.isEmpty()) {
            problems.add(artifact + " has " + libraries.get(0) + " inside, and inside.txt has no line [" + artifact
                    + "]. Look at what is inside and write down whose it is.");
        }
        List<Known.Inside> inside = looked.map(Known.Looked::inside).orElse(List.of());
        if (looked.isPresent() && !looked.get().carriesTexts()) {
            inside.forEach(part -> texts.addAll(texts(part.name() + " in " + artifact, part.licence())));
        }
        return new Part(name, artifact, licence, source, told.copyright(), inside, texts);
    }

    /** The texts that a licence needs: of all that hold, and of the first known one where there is a choice. */
    private Set<String> texts(String part, String licence) {
        Set<String> texts = new TreeSet<>();
        for (String one : licence.isEmpty() ? new String[0] : licence.split(" AND ")) {
            Optional<String> chosen = Stream.of(one.split(" OR ")).filter(known::hasTexts).findFirst();
            chosen.ifPresentOrElse(choice -> texts.addAll(List.of(choice.split(" WITH "))),
                    () -> problems.add(part + " is under " + one + ", and the folder texts has no text of that."));
        }
        return texts;
    }

    private void write(Path folder, Map<String, List<Part>> parts) throws IOException {
        StringBuilder notice = new StringBuilder("""
                Stillroom is under the Eclipse Public License 2.0. What follows are the parts of others that ship with
                it: name and version | licence, as SPDX writes it | source | Maven artifact | copyright, where it has to
                be named. Below a part stands what of others is inside of it. Then come the texts of the licences.

                """);
        Set<String> texts = new TreeSet<>();
        for (Map.Entry<String, List<Part>> entry : parts.entrySet()) {
            Path plugin = folder.resolve("plugins").resolve(entry.getKey());
            if (Files.exists(plugin) || Files.exists(plugin.resolveSibling(plugin.getFileName() + ".jar"))) {
                for (Part part : entry.getValue()) {
                    notice.append(line(part.name() + " " + part.artifact().version(), part.licence(), part.source(),
                            part.artifact().toString(), part.copyright()));
                    part.inside().forEach(inside -> notice.append("    with ")
                            .append(line(inside.name(), inside.licence(), inside.source(), inside.copyright())));
                    texts.addAll(part.texts());
                }
            }
        }
        for (String id : texts) {
            notice.append("\n\n").append("=".repeat(20)).append(' ').append(id).append("\n\n")
                    .append(Files.readString(known.text(id)));
        }
        Files.writeString(folder.resolve("NOTICE"), notice);
    }

    private static String line(String... fields) {
        return String.join(" | ", Stream.of(fields).filter(field -> !field.isEmpty()).toList()) + "\n";
    }
}

/** Where Maven has a part from. */
record Artifact(String group, String name, String version) {

    String id() {
        return group + ":" + name;
    }

    Path pom(Path repository) {
        return repository.resolve(group.replace('.', '/')).resolve(name).resolve(version)
                .resolve(name + "-" + version + ".pom");
    }

    @Override
    public String toString() {
        return id() + ":" + version;
    }
}

/** What people have found out: the files {@code licences.txt}, {@code inside.txt} and the folder {@code texts}. */
final class Known {

    /** A part inside another one. */
    record Inside(String name, String licence, String source, String copyright) {}

    /** @param carriesTexts whether the part has the licences of what is inside with it */
    record Looked(boolean carriesTexts, List<Inside> inside) {}

    /** What a POM does not say; empty where it does. */
    record Told(String licence, String source, String copyright) {}

    private final Path here;
    private final Path own;
    private final Map<String, String> spdx = new HashMap<>();
    private final Map<String, Told> told = new HashMap<>();
    private final Map<String, Looked> looked = new TreeMap<>();

    Known(Path here, Path own) throws IOException {
        this.here = here;
        this.own = own;
        for (String[] fields : lines("licences.txt")) {
            if (fields[0].contains(":")) {
                told.put(fields[0], new Told(fields[1], fields[2], fields.length > 3 ? fields[3] : ""));
            } else {
                Stream.of(fields).forEach(name -> spdx.put(name, fields[0]));
            }
        }
        List<Inside> inside = List.of();
        for (String[] fields : lines("inside.txt")) {
            Matcher head = Pattern.compile("\\[(.+)\\]( carries its texts)?").matcher(fields[0]);
            if (head.matches()) {
                inside = new ArrayList<>();
                looked.put(head.group(1), new Looked(head.group(2) != null, inside));
            } else {
                inside.add(new Inside(fields[0], fields[1], fields[2], fields.length > 3 ? fields[3] : ""));
            }
        }
    }

    private List<String[]> lines(String file) throws IOException {
        return Files.readAllLines(here.resolve(file)).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#")).map(line -> line.split(" \\| ")).toList();
    }

    /** What SPDX calls a licence that a POM names. */
    Optional<String> spdx(String name) {
        return Optional.ofNullable(spdx.get(name));
    }

    Told told(Artifact artifact) {
        return told.getOrDefault(artifact.id(), new Told("", "", ""));
    }

    Optional<Looked> inside(Artifact artifact) {
        return Optional.ofNullable(looked.get(artifact.toString()));
    }

    Set<String> looked() {
        return looked.keySet();
    }

    boolean hasTexts(String licence) {
        return Stream.of(licence.split(" WITH ")).allMatch(id -> Files.exists(text(id)));
    }

    Path text(String id) {
        return id.equals("EPL-2.0") ? own : here.resolve("texts").resolve(id + ".txt");
    }
}

/** What the POMs in Maven's local repository say; the build has put them there. */
record Poms(Path repository, Set<String> problems) {

    /** The licences that a POM or else its nearest parent names; more than one are a choice. */
    String licence(Artifact artifact, Known known) throws Exception {
        for (Element pom : lineage(artifact)) {
            List<String> names =
                    Xml.children(pom, "licenses", "license").stream().map(l -> Xml.text(l, "name")).toList();
            Optional<String> unknown = names.stream().filter(name -> known.spdx(name).isEmpty()).findFirst();
            if (unknown.isPresent()) {
                problems.add("The POM of " + artifact + " names the licence \"" + unknown.get()
                        + "\". Say in licences.txt which one that is for SPDX.");
                return "";
            }
            if (!names.isEmpty()) {
                return String.join(" OR ", names.stream().map(name -> known.spdx(name).orElseThrow()).toList());
            }
        }
        problems.add("The POM of " + artifact + " names no licence. Find out which it has, for licences.txt.");
        return "";
    }

    String source(Artifact artifact) throws Exception {
        for (Element pom : lineage(artifact)) {
            String scm = Xml.children(pom, "scm").stream().findFirst().map(s -> Xml.text(s, "url")).orElse("");
            for (String url : List.of(scm, Xml.text(pom, "url"))) {
                if (url.startsWith("http") && !url.contains("${")) {
                    return url;
                }
            }
        }
        return "";
    }

    /** The POM of an artifact and those above it, nearest first. */
    private List<Element> lineage(Artifact artifact) throws Exception {
        List<Element> poms = new ArrayList<>();
        Optional<Artifact> next = Optional.of(artifact);
        while (next.isPresent()) {
            Path file = next.get().pom(repository);
            if (!Files.exists(file)) {
                problems.add("There is no " + file + ", which says what licence " + artifact + " has.");
                break;
            }
            poms.add(Xml.parse(file));
            next = Xml.children(poms.get(poms.size() - 1), "parent").stream().findFirst()
                    .map(p -> new Artifact(Xml.text(p, "groupId"), Xml.text(p, "artifactId"), Xml.text(p, "version")));
        }
        return poms;
    }
}

/** Elements of XML by their names. */
final class Xml {

    private Xml() {}

    static Element parse(Path file) throws Exception {
        try (InputStream in = Files.newInputStream(file)) {
            return parse(in);
        }
    }

    static Element parse(InputStream in) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in).getDocumentElement();
    }

    static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element && element.getTagName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }

    static List<Element> children(Element parent, String list, String name) {
        return children(parent, list).stream().flatMap(l -> children(l, name).stream()).toList();
    }

    static List<Element> descendants(Element parent, String name) {
        var found = parent.getElementsByTagName(name);
        return Stream.iterate(0, i -> i < found.getLength(), i -> i + 1).map(i -> (Element) found.item(i)).toList();
    }

    static String text(Element parent, String name) {
        return children(parent, name).stream().findFirst().map(e -> e.getTextContent().strip()).orElse("");
    }
}
