// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stillroom.diffusion.weights.ConfigFile;
import org.stillroom.test.TestData;
import org.stillroom.torch.formats.CheckpointException;

/** Steps are placed as diffusers places them. */
class ScheduleTest {

    @TempDir
    private Path folder;

    @Test
    void ownCases() throws Exception {
        JsonNode cases = TestData.json(TestData.own("transformer/schedules.json"));
        assertTrue(cases.size() > 50);
        for (JsonNode each : cases) {
            SchedulerConfig config = SchedulerConfig.read(config(each.get("config").toString()));
            int steps = each.get("steps").intValue();
            int tokens = each.get("tokens").intValue();
            boolean flux = each.get("name").textValue().startsWith("flux");
            Schedule schedule = flux ? Schedule.flux(config, steps, tokens) : Schedule.sd3(config, steps, tokens);
            assertSame(each.get("name") + " " + steps + " " + tokens, each, schedule);
        }
    }

    @ParameterizedTest
    @CsvSource({"tiny-flux-dev", "tiny-sd3"})
    void sharedCases(String pipeline) throws Exception {
        Path file = TestData.shared("pipelines").resolve(pipeline).resolve("scheduler/scheduler_config.json");
        SchedulerConfig config = SchedulerConfig.read(ConfigFile.read(file));
        for (JsonNode each : TestData.json(TestData.shared("golden/scheduler-" + pipeline + ".json"))) {
            int steps = each.get("steps").intValue();
            int tokens = each.get("height").intValue() / 16 * (each.get("width").intValue() / 16);
            Schedule schedule = pipeline.contains("flux") ? Schedule.flux(config, steps, tokens)
                    : Schedule.sd3(config, steps, tokens);
            assertSame(pipeline + " " + steps + " " + tokens, each, schedule);
            if (pipeline.contains("flux")) {
                assertEquals(each.get("mu").doubleValue(), config.mu(tokens), 1e-12);
            }
        }
    }

    @Test
    void sharedCasesOfBetaSigmas() throws Exception {
        String names = "{\"beta\": {\"shift\": 1.0, \"use_beta_sigmas\": true}, \"dynamic\": {\"shift\": 3.0, "
                + "\"use_dynamic_shifting\": true}, \"dynamic-beta\": {\"shift\": 3.0, \"use_dynamic_shifting\": true, "
                + "\"use_beta_sigmas\": true}, \"static-shift-1\": {\"shift\": 1.0}}";
        JsonNode configs = TestData.json(Files.writeString(folder.resolve("configs.json"), names));
        for (JsonNode each : TestData.json(TestData.shared("models/golden/scheduler-tiny-chroma.json"))) {
            String name = each.get("scheduler").textValue();
            SchedulerConfig config = SchedulerConfig.read(config(configs.get(name).toString()));
            int steps = each.get("steps").intValue();
            int tokens = each.get("height").intValue() / 16 * (each.get("width").intValue() / 16);
            assertSame(name + " " + steps + " " + tokens, each, Schedule.flux(config, steps, tokens));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"_class_name\": \"DDIMScheduler\"} | _class_name is \"DDIMScheduler\", and only",
        "{\"shift\": \"much\"} | shift is \"much\"",
        "{\"shift\": 0} | shift must be above 0",
        "{\"invert_sigmas\": true} | invert_sigmas is true, and only false",
        "{\"use_beta_sigmas\": true, \"use_karras_sigmas\": true} | both true",
        "{\"use_karras_sigmas\": true, \"use_exponential_sigmas\": true} | both true",
        "{\"time_shift_type\": \"linear\"} | linear time_shift_type",
        "{\"base_image_seq_len\": 4096} | base_image_seq_len differ from max_image_seq_len",
    })
    void refusesWhatItDoesNotCompute(String json, String message) throws Exception {
        ConfigFile file = config(json);
        String said = assertThrows(CheckpointException.class, () -> SchedulerConfig.read(file)).getMessage();
        assertTrue(said.contains("scheduler_config.json") && said.contains(message), said);
    }

    @Test
    void refusesHugeConfig() throws Exception {
        Path file = folder.resolve("scheduler_config.json");
        Files.write(file, new byte[2 << 20]);
        assertThrows(CheckpointException.class, () -> ConfigFile.read(file));
    }

    private ConfigFile config(String json) throws Exception {
        return ConfigFile.read(Files.writeString(folder.resolve("scheduler_config.json"), json));
    }

    private static void assertSame(String what, JsonNode expected, Schedule schedule) {
        assertEquals(expected.get("sigmas").size(), schedule.sigmas().length, what);
        for (int i = 0; i < schedule.sigmas().length; i++) {
            assertEquals(expected.get("sigmas").get(i).doubleValue(), schedule.sigmas()[i], 2e-7, what + " sigma " + i);
        }
        for (int i = 0; i < schedule.timesteps().length; i++) {
            assertEquals(expected.get("timesteps").get(i).doubleValue(), schedule.timesteps()[i], 2e-4,
                    what + " timestep " + i);
        }
    }
}
