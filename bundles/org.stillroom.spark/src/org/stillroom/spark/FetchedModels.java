// SPDX-License-Identifier: EPL-2.0
package org.stillroom.spark;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.SparkFiles;

/** Models that an executor has fetched into its own folder, which Spark removes with it. */
final class FetchedModels {

    private static final Map<String, Path> FETCHED = new HashMap<>();

    private FetchedModels() {
    }

    /** The folder with what is at the address; fetched once, while others wait. */
    static synchronized Path folder(String uri, Configuration hadoop) throws IOException {
        Path known = FETCHED.get(uri);
        if (known != null) {
            return known;
        }
        Path folder = Files.createTempDirectory(Path.of(SparkFiles.getRootDirectory()), "models");
        var from = new org.apache.hadoop.fs.Path(URI.create(uri));
        FileSystem files = from.getFileSystem(hadoop);
        if (!files.getFileStatus(from).isDirectory()) {
            throw new IOException(uri + " is not a folder");
        }
        for (var entry : files.listStatus(from)) {
            files.copyToLocalFile(false, entry.getPath(),
                    new org.apache.hadoop.fs.Path(folder.resolve(entry.getPath().getName()).toUri()), true);
        }
        FETCHED.put(uri, folder);
        return folder;
    }
}
