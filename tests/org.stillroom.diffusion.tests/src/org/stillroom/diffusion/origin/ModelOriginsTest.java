// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.origin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillroom.graph.ModelOrigin;

class ModelOriginsTest {

    private static final String COMMIT = "3de623fc3c33e44ffbe2bad470d0f45bccf2eb21";
    private static final String MIT = """
            MIT License

            Copyright (c) 2024 Somebody

            Permission is hereby granted, free of charge, to any person obtaining a copy
            of this software and associated documentation files (the "Software"), to deal
            in the Software without restriction, including without limitation the rights
            to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
            copies of the Software, and to permit persons to whom the Software is
            furnished to do so, subject to the following conditions:

            The above copyright notice and this permission notice shall be included in all
            copies or substantial portions of the Software.

            THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
            IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY.
            """;

    @TempDir
    Path temp;

    @Test
    void aHuggingFaceCacheTellsRepositoryAndRevisionAndTheCardItsLicence() throws IOException {
        Path snapshot = Files.createDirectories(temp.resolve("models--black-forest-labs--FLUX.1-dev/snapshots/"
                + COMMIT));
        Files.writeString(snapshot.resolve("README.md"), """
                ---
                language:
                - en
                license: other
                license_name: flux-1-dev-non-commercial-license
                license_link: LICENSE.md
                tags: [image-generation]
                ---
                # FLUX
                license: mit
                """);
        Path part = Files.createDirectories(snapshot.resolve("text_encoder_2"));
        ModelOrigin origin = ModelOrigins.of(part);
        assertEquals("flux-1-dev-non-commercial-license", origin.terms());
        assertEquals("https://huggingface.co/black-forest-labs/FLUX.1-dev/blob/" + COMMIT + "/LICENSE.md",
                origin.licenseLink());
        assertEquals("https://huggingface.co/black-forest-labs/FLUX.1-dev", origin.source());
        assertEquals(COMMIT, origin.revision());
        assertEquals(origin, ModelOrigins.of(weights(part.resolve("model.safetensors"), "{}")));
    }

    @Test
    void partsOfAPipelineHaveItsCardAndAFileAmongOthersHasNone() throws IOException {
        Path pipeline = Files.createDirectories(temp.resolve("pipeline"));
        Files.writeString(pipeline.resolve("model_index.json"), "{}");
        card(pipeline, "license: apache-2.0");
        assertEquals("apache-2.0", ModelOrigins.of(Files.createDirectories(pipeline.resolve("vae"))).license());
        assertEquals("apache-2.0", ModelOrigins.of(Files.createDirectories(pipeline.resolve("students/a"))).license());
        Path shelf = Files.createDirectories(temp.resolve("loras"));
        card(shelf, "license: mit");
        Path one = weights(shelf.resolve("one.safetensors"), "{}");
        assertEquals("mit", ModelOrigins.of(one).license(), "the only model of its folder");
        weights(shelf.resolve("two.safetensors"), "{}");
        assertEquals(ModelOrigin.UNKNOWN, ModelOrigins.of(one));
    }

    @Test
    void headersOfSafetensorsAreReadAndComeFirst() throws IOException {
        card(temp, "license: mit\nbase_model:\n- a/b\n- c/d");
        Path file = weights(temp.resolve("lora.safetensors"), "{\"__metadata__\":{"
                + "\"modelspec.license\":\"CC-BY-NC-4.0\","
                + "\"modelspec.author\":\"Some\\u001b[31mbody\",\"modelspec.title\":\"x\"}}");
        ModelOrigin origin = ModelOrigins.of(file);
        assertEquals("cc-by-nc-4.0", origin.license());
        assertEquals("Some [31mbody", origin.author(), "nothing that a terminal obeys");
        assertEquals(List.of("a/b", "c/d"), origin.baseModels());
        ModelOrigin own = ModelOrigins.of(weights(temp.resolve("lora.safetensors"),
                "{\"__metadata__\":{\"modelspec.license\":\"My own terms 1.0\"}}"));
        assertEquals("other", own.license());
        assertEquals("My own terms 1.0", own.terms());
    }

    @Test
    void generalKeysOfGgufAreRead() throws IOException {
        Map<String, String> keys = new TreeMap<>(Map.of("general.architecture", "flux", "general.license", "apache-2.0",
                "general.source.url", "https://huggingface.co/black-forest-labs/FLUX.1-schnell",
                "general.base_model.0.name", "FLUX.1 schnell", "general.author", "somebody"));
        Path file = Files.write(temp.resolve("flux.gguf"), gguf(keys));
        ModelOrigin origin = ModelOrigins.of(file);
        assertEquals(new ModelOrigin("apache-2.0", "", "", "https://huggingface.co/black-forest-labs/FLUX.1-schnell",
                "", "somebody", List.of("FLUX.1 schnell"), 0, new TreeMap<>()), origin);
    }

    @Test
    void aConfigMaySayWhatAModelWasMadeFrom() throws IOException {
        Files.writeString(temp.resolve("config.json"), "{\"model_type\": \"t5\", \"license\": \"other\", "
                + "\"license_name\": \"flux-1-dev-non-commercial-license\", \"base_model\": \"google/t5-v1_1-xxl\"}");
        ModelOrigin origin = ModelOrigins.of(temp);
        assertEquals("flux-1-dev-non-commercial-license", origin.terms());
        assertEquals(List.of("google/t5-v1_1-xxl"), origin.baseModels());
    }

    @Test
    void textsOfWellKnownLicencesAreKnownAndChangedOnesAreNot() throws IOException {
        Path licence = temp.resolve("LICENSE");
        Files.copy(Path.of("../../LICENSE"), licence);
        assertEquals("epl-2.0", ModelOrigins.of(temp).license());
        Files.writeString(licence, MIT);
        assertEquals("mit", ModelOrigins.of(temp).license());
        Files.writeString(licence, MIT + "\nThe Software may be used for non-commercial purposes only.");
        assertEquals(ModelOrigin.UNKNOWN, ModelOrigins.of(temp));
        Files.writeString(licence, "This model is not under the following: " + MIT.repeat(3));
        assertEquals(ModelOrigin.UNKNOWN, ModelOrigins.of(temp));
        Files.writeString(licence, "FLUX.1 [dev] Non-Commercial License\nBlack Forest Labs, Inc. …");
        assertEquals("flux-1-dev-non-commercial-license", ModelOrigins.of(temp).terms());
        assertEquals("LICENSE", ModelOrigins.of(temp).licenseLink());
    }

    @Test
    void aLicenceTextTellsWhatACardCallsOther() throws IOException {
        card(temp, "license: other");
        Files.writeString(temp.resolve("license.txt"), MIT);
        assertEquals("mit", ModelOrigins.of(temp).license());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "---", "---\n", "---\nlicense: [\n---\n", "---\n- a\n---\n",
        "---\nlicense: {a: b}\n---\n", "---\na: &a [*a]\n---\n", "---\nbase_model: &a [*a]\n---\n",
        "---\nlicense: !!int many\n---\n", "---\nlicense: !!float many\n---\n",
        "---\n!!javax.script.ScriptEngineManager []\n---\n",
        "license: mit", "---\nlicense:\n---\n", "---\nlicense: unknown\n---\n", "---\nlicense: mit\n"})
    void aCardThatSaysNothingIsNone(String text) throws IOException {
        Files.writeString(temp.resolve("README.md"), text);
        assertEquals(ModelOrigin.UNKNOWN, ModelOrigins.of(temp));
    }

    @Test
    void nothingThatLiesThereDisturbsIt() throws IOException {
        assertEquals(ModelOrigin.UNKNOWN, ModelOrigins.of(temp.resolve("nowhere/model.safetensors")));
        Files.createDirectories(temp.resolve("README.md"));
        Files.createDirectories(temp.resolve("LICENSE"));
        Files.write(temp.resolve("model.safetensors"), new byte[] {1, 2, 3});
        Files.write(temp.resolve("config.json"), new byte[] {(byte) 0xff, 0, '{'});
        assertEquals(ModelOrigin.UNKNOWN, ModelOrigins.of(temp));
        assertEquals(ModelOrigin.UNKNOWN, ModelOrigins.of(temp.resolve("model.safetensors")));
    }

    @ParameterizedTest
    @CsvSource({"other,flux-1-dev-non-commercial-license,,non-commercial", "cc-by-nc-sa-4.0,,,non-commercial",
        "other,stabilityai-ai-community,,yearly revenue", "apache-2.0,,black-forest-labs/FLUX.1-dev,",
        ",,black-forest-labs/FLUX.1-dev,made from black-forest-labs/FLUX.1-dev",
        ",,https://huggingface.co/black-forest-labs/FLUX.1-Kontext-dev,non-commercial",
        ",,black-forest-labs/FLUX.1-schnell,", "fair-noncommercial-research-license,,,non-commercial", "mit,,,"})
    void whatALicenceIsKnownForIsSaidInPlainWords(String license, String name, String base, String words) {
        ModelOrigin origin = Origins.of(license == null ? "" : license, name == null ? "" : name, "", "", "",
                base == null ? List.of() : List.of(base));
        String note = LicenseTerms.note(origin).orElse("");
        assertTrue(words == null ? note.isEmpty() : note.contains(words), note);
    }

    private static void card(Path folder, String yaml) throws IOException {
        Files.writeString(folder.resolve("README.md"), "---\n" + yaml + "\n---\n# A model\n");
    }

    private static Path weights(Path file, String header) throws IOException {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return Files.write(file, ByteBuffer.allocate(8 + json.length).order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length).put(json).array());
    }

    private static byte[] gguf(Map<String, String> keys) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("GGUF".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(number(4, 3));
        out.writeBytes(number(8, 0));
        out.writeBytes(number(8, keys.size()));
        keys.forEach((key, value) -> {
            text(out, key);
            out.writeBytes(number(4, 8));
            text(out, value);
        });
        return out.toByteArray();
    }

    private static void text(ByteArrayOutputStream out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeBytes(number(8, bytes.length));
        out.writeBytes(bytes);
    }

    private static byte[] number(int bytes, long value) {
        byte[] all = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
        return Arrays.copyOf(all, bytes);
    }
}
