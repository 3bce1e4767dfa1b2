// SPDX-License-Identifier: EPL-2.0
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Says what one or several runs of the tests came to, as releng/test keeps them: a folder for each run, and in it
 * maven.log and for each module a folder of Surefire's reports. Run without compiling, by
 * {@code java TestReport.java [--some] FOLDER...}; with --some it is a failure that no test was run. The exit code is 1
 * if anything failed.
 */
final class TestReport {

    /** A line of Maven's summary at the end. */
    private static final Pattern MODULE = Pattern.compile("\\[INFO\\] (\\S+) \\.+ (SUCCESS|FAILURE|SKIPPED)\\b.*");
    private static final int MOST_LETTERS = 300;

    private final String name;
    private int passed;
    private int failed;
    private int skipped;
    private final Map<String, List<String>> failures = new TreeMap<>();
    private final Map<String, List<String>> reasons = new TreeMap<>();

    private TestReport(Path folder) throws IOException {
        name = folder.getFileName().toString();
        try (Stream<Path> files = Files.walk(folder, 2)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".xml")).sorted().toList()) {
                read(file, file.getParent().getFileName().toString());
            }
        }
        // whatever the tests print
        readLog(Files.readAllLines(folder.resolve("maven.log"), StandardCharsets.ISO_8859_1));
    }

    public static void main(String[] arguments) throws IOException {
        List<String> folders = new ArrayList<>(List.of(arguments));
        boolean some = folders.remove("--some");
        List<TestReport> runs = new ArrayList<>();
        for (String folder : folders) {
            TestReport run = new TestReport(Path.of(folder));
            if (some && run.passed + run.failed + run.skipped == 0) {
                run.fail(run.name, "No test was run: is there one of that name?");
            }
            runs.add(run);
        }
        System.out.println();
        for (TestReport run : runs) {
            String where = runs.size() == 1 ? "" : " (" + run.name + ")";
            run.failures.forEach((module, tests) -> print("Failed in " + module + where + ":", tests));
        }
        Map<String, Set<String>> reasons = new TreeMap<>();
        for (TestReport run : runs) {
            run.reasons.forEach((reason, tests) ->
                    reasons.computeIfAbsent(reason, key -> new TreeSet<>()).addAll(tests));
        }
        reasons.forEach((reason, tests) -> print("Skipped: " + reason, tests));
        if (runs.size() > 1) {
            System.out.printf("%-24s %8s %8s %8s%n", "", "passed", "failed", "skipped");
            runs.forEach(run -> System.out.printf(Locale.ROOT, "%-24s %8d %8d %8d%n", run.name, run.passed, run.failed,
                    run.skipped));
            System.out.println();
        }
        int failed = runs.stream().mapToInt(run -> run.failed).sum();
        int passed = runs.stream().mapToInt(run -> run.passed).sum();
        System.out.printf(Locale.ROOT, "%d passed, %d failed, %d skipped%n", passed, failed,
                runs.stream().mapToInt(run -> run.skipped).sum());
        System.exit(failed > 0 ? 1 : 0);
    }

    private static void print(String head, Collection<String> lines) {
        System.out.println(head);
        lines.forEach(line -> System.out.println("  " + line));
        System.out.println();
    }

    private void fail(String module, String what) {
        failed++;
        failures.computeIfAbsent(module, key -> new ArrayList<>()).add(what);
    }

    private void skip(String reason, String what) {
        skipped++;
        reasons.computeIfAbsent(reason, key -> new ArrayList<>()).add(what);
    }

    private void read(Path file, String module) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            XMLStreamReader xml = XMLInputFactory.newFactory().createXMLStreamReader(in);
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamReader.START_ELEMENT && xml.getLocalName().equals("testcase")) {
                    readTest(xml, module);
                }
            }
        } catch (XMLStreamException e) {
            fail(module, file.getFileName() + " ends in the middle: did its process die?");
        }
    }

    private void readTest(XMLStreamReader xml, String module) throws XMLStreamException {
        String test = test(xml.getAttributeValue(null, "classname"), xml.getAttributeValue(null, "name"));
        String outcome = "";
        String message = "";
        while (xml.next() != XMLStreamReader.END_ELEMENT || !xml.getLocalName().equals("testcase")) {
            if (xml.isStartElement() && List.of("failure", "error", "skipped").contains(xml.getLocalName())) {
                outcome = xml.getLocalName();
                String given = xml.getAttributeValue(null, "message");
                message = firstLine(given == null || given.isBlank() ? xml.getElementText() : given);
            }
        }
        if (outcome.isEmpty()) {
            passed++;
        } else if (outcome.equals("skipped")) {
            skip(message.isEmpty() ? "no reason given" : message, test);
        } else {
            fail(module, test + ": " + message);
        }
    }

    /** {@code ClassTest.method[2]} of the class's full name and {@code method(Type, Type)[2]}. */
    private static String test(String className, String method) {
        String test = className.substring(className.lastIndexOf('.') + 1);
        return method == null || method.isBlank() ? test : test + "." + method.replaceFirst("\\(.*\\)", "");
    }

    /** Without the exceptions of JUnit, which the words before already say. */
    private static String firstLine(String text) {
        String line = text.strip().lines().findFirst().orElse("")
                .replaceFirst("^org\\.opentest4j\\.\\w+: ", "").replaceFirst("^Assumption failed: ", "");
        return line.length() > MOST_LETTERS ? line.substring(0, MOST_LETTERS) + "…" : line;
    }

    /** Adds the modules that did not come to their tests. */
    private void readLog(List<String> lines) {
        boolean success = false;
        for (String line : lines) {
            success |= line.contains("BUILD SUCCESS");
            Matcher module = MODULE.matcher(line);
            if (!module.matches() || failures.containsKey(module.group(1))) {
                continue;
            }
            if (module.group(2).equals("FAILURE")) {
                fail(module.group(1), "It could not be built, or ended before its tests; see its lines above.");
            } else if (module.group(2).equals("SKIPPED")) {
                skip("not run, for a module that is needed failed", module.group(1));
            }
        }
        if (!success && failures.isEmpty()) {
            fail("the build", "Maven ended early; see its lines above.");
        }
    }
}
