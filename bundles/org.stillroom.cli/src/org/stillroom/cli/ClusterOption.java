// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stillroom.batch.run.ClusterSettings;
import picocli.CommandLine.Option;

/** Other machines to draw on. */
final class ClusterOption {

    @Option(names = "--master", paramLabel = "URL", description = "Draws on Apache Spark: local[N], spark://HOST:PORT, "
            + "yarn or k8s://URL. Default: one engine in this process.")
    private String master;

    @Option(names = "--conf", paramLabel = "KEY=VALUE", description = "A setting of Spark, such as "
            + "spark.executor.instances=4; may be given several times.")
    private List<String> conf = new ArrayList<>();

    @Option(names = "--models-from", paramLabel = "URI", description = "Where executors fetch the models from, once "
            + "each: a folder that Spark can read, such as hdfs://HOST/models or s3a://BUCKET/models, with what the "
            + "model folders have here. Default: executors have the same folders as this machine.")
    private String modelsFrom;

    Optional<String> master() {
        return Optional.ofNullable(master);
    }

    /** @throws CliException if a setting is not written so, or there is no cluster to set */
    ClusterSettings settings() throws CliException {
        if (master == null && (!conf.isEmpty() || modelsFrom != null)) {
            throw new CliException(ExitCode.USAGE, (conf.isEmpty() ? "--models-from" : "--conf")
                    + " is for Spark; name it with --master");
        }
        Map<String, String> settings = new LinkedHashMap<>();
        for (String each : conf) {
            int equals = each.indexOf('=');
            if (equals < 1) {
                throw new CliException(ExitCode.USAGE, "--conf \"" + each + "\" is not written KEY=VALUE, such as "
                        + "--conf spark.executor.memory=8g");
            }
            settings.put(each.substring(0, equals), each.substring(equals + 1));
        }
        return new ClusterSettings(settings, Optional.ofNullable(modelsFrom));
    }
}
