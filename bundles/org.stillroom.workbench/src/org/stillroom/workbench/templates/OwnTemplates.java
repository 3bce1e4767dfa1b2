// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.templates;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Collator;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.osgi.util.NLS;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphFile;
import org.stillroom.workbench.services.WorkbenchState;

/** The templates that a person has kept: graph files in a folder, each called as its template. */
public final class OwnTemplates {

    private static final String ENDING = ".stillroom";
    private static final int LONGEST = 80;
    private static final String NOT_IN_NAMES = "/\\:*?\"<>|";

    private final Path folder;

    OwnTemplates(Path folder) {
        this.folder = folder;
    }

    /** Those of the workspace. */
    public static OwnTemplates get() {
        return new OwnTemplates(WorkbenchState.folder().resolve("templates"));
    }

    /**
     * All of them by name.
     *
     * @throws IOException if the folder cannot be read; one that is not there holds none
     */
    public List<GraphTemplate.Own> all() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ENDING) && Files.isRegularFile(file))
                    .map(OwnTemplates::template)
                    .sorted(Comparator.comparing(GraphTemplate.Own::label, Collator.getInstance())).toList();
        }
    }

    /** Why a template cannot be called so; empty if it can. */
    public static Optional<String> problem(String name) {
        if (name.isBlank()) {
            return Optional.of(Messages.nameMissing);
        } else if (name.strip().length() > LONGEST) {
            return Optional.of(NLS.bind(Messages.nameLong, LONGEST));
        } else if (name.strip().startsWith(".")
                || name.chars().anyMatch(c -> c < ' ' || NOT_IN_NAMES.indexOf(c) >= 0)) {
            return Optional.of(NLS.bind(Messages.nameCharacters, NOT_IN_NAMES));
        }
        return Optional.empty();
    }

    /** Whether there is one of this name. */
    public boolean has(String name) {
        return Files.exists(file(name));
    }

    /** Keeps a graph, in the place of one of the same name. */
    public void keep(String name, Graph graph) throws IOException {
        Files.createDirectories(folder);
        GraphFile.write(graph, file(name));
    }

    /** Calls one otherwise; fails where there is one of that name. */
    public GraphTemplate.Own rename(GraphTemplate.Own template, String name) throws IOException {
        return template(Files.move(template.file(), file(name)));
    }

    /** Removes one for good. */
    public void remove(GraphTemplate.Own template) throws IOException {
        Files.deleteIfExists(template.file());
    }

    private Path file(String name) {
        return folder.resolve(name.strip() + ENDING);
    }

    private static GraphTemplate.Own template(Path file) {
        String name = file.getFileName().toString();
        return new GraphTemplate.Own(name.substring(0, name.length() - ENDING.length()), file);
    }
}
