// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.folders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.nodes.contract.NodeException;

/** Folders that other programs keep are model folders as they are. */
class ForeignFoldersTest {

    @TempDir
    private Path temp;

    private Path comfy;

    @BeforeEach
    void makeAnInstallation() throws IOException {
        temp = temp.toRealPath();
        comfy = temp.resolve("ComfyUI");
        Files.createDirectories(comfy.resolve("comfy"));
        for (String file : List.of("text_encoders/t5xxl_fp8.safetensors", "clip/clip_l.safetensors",
                "diffusion_models/flux/flux1-dev.gguf", "unet/old.SFT", "vae/ae.safetensors",
                "checkpoints/sd3.safetensors", "loras/style.safetensors", "controlnet/union.safetensors",
                "checkpoints/put_checkpoints_here")) {
            file(comfy.resolve("models").resolve(file));
        }
    }

    private static Path file(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, file.toString());
    }

    private static Path found(ModelFolders folders, String name) throws NodeException {
        return folders.resolve("model", name);
    }

    private void extra(String... lines) throws IOException {
        Files.writeString(comfy.resolve("extra_model_paths.yaml"), String.join("\n", lines));
    }

    @Test
    void anInstallationOfComfyUiAndItsModelsHaveTheSameNames() throws Exception {
        ModelFolders installation = new ModelFolders(List.of(comfy));
        ModelFolders models = new ModelFolders(List.of(comfy.resolve("models")));
        assertEquals(List.of("checkpoints/sd3.safetensors", "clip/clip_l.safetensors",
                "controlnet/union.safetensors", "diffusion_models/flux/flux1-dev.gguf", "loras/style.safetensors",
                "text_encoders/t5xxl_fp8.safetensors", "unet/old.SFT", "vae/ae.safetensors"), models.list());
        assertEquals(models.list(), installation.list());
        for (String name : models.list()) {
            assertEquals(found(models, name), found(installation, name));
        }
        assertEquals(found(models, "vae/ae.safetensors"), found(installation, "models/vae/ae.safetensors"),
                "as somebody may have named it who had the installation as a plain folder");
    }

    /** A portable one is in a folder with its Python; the desktop application keeps the program elsewhere. */
    @Test
    void otherWaysToInstallComfyUiAreKnown() throws Exception {
        List<String> names = new ModelFolders(List.of(comfy)).list();
        ModelFolders portable = new ModelFolders(List.of(temp));
        assertEquals(names, portable.list());
        assertEquals(found(portable, "vae/ae.safetensors"), found(portable, "ComfyUI/models/vae/ae.safetensors"));
        Files.delete(comfy.resolve("comfy"));
        Files.createDirectories(comfy.resolve("custom_nodes"));
        assertEquals(names, new ModelFolders(List.of(comfy)).list());
    }

    @Test
    void aFolderThatMayNotBeReadIsListed() throws Exception {
        Path closed = Files.createDirectories(comfy.resolve("models/closed"));
        assumeTrue(closed.toFile().setReadable(false) && !Files.isReadable(closed), "may read everything");
        assertTrue(new ModelFolders(List.of(comfy)).list().contains("closed"));
    }

    /** As in the example that ComfyUI ships, with what its users add. */
    @Test
    void furtherFoldersOfComfyUiStandForThoseOfTheirKind() throws Exception {
        Path other = temp.resolve("stable-diffusion-webui");
        Path checkpoint = file(other.resolve("models/Stable-diffusion/other.safetensors"));
        Path lora = file(other.resolve("models/LyCORIS/deep/b.safetensors"));
        Path relative = file(temp.resolve("shared/clip/umt5.safetensors"));
        extra("# a comment", "a111:", "    base_path: " + other + "/", "",
                "    checkpoints: models/Stable-diffusion", "    configs: models/Stable-diffusion",
                "    loras: |", "         models/Lora", "         models/LyCORIS", "    embeddings: embeddings",
                "#comfyui:", "#     base_path: nowhere", "empty:", "more:", "    text_encoders: ../shared/clip/",
                "    custom_nodes: x");
        for (Path folder : List.of(comfy, comfy.resolve("models"))) {
            ModelFolders folders = new ModelFolders(List.of(folder));
            assertEquals(List.of(), folders.problems());
            assertEquals(checkpoint, found(folders, "checkpoints/other.safetensors"));
            assertEquals(lora, found(folders, "loras/deep/b.safetensors"));
            assertEquals(relative, found(folders, "text_encoders/umt5.safetensors"));
            assertTrue(folders.list().containsAll(List.of("checkpoints/other.safetensors", "loras/deep/b.safetensors",
                    "text_encoders/umt5.safetensors", "checkpoints/sd3.safetensors")), folders.list().toString());
        }
    }

    @Test
    void aDefaultGoesBeforeTheInstallationAndOthersAfterIt() throws Exception {
        Path before = file(temp.resolve("before/sd3.safetensors"));
        file(temp.resolve("after/sd3.safetensors"));
        extra("later:", "  checkpoints: ../after", "first:", "  base_path: " + temp, "  is_default: true",
                "  checkpoints: before", "  vae: before");
        ModelFolders folders = new ModelFolders(List.of(comfy));
        assertEquals(before, found(folders, "checkpoints/sd3.safetensors"));
        extra("later:", "  checkpoints: ../after");
        assertEquals(comfy.resolve("models/checkpoints/sd3.safetensors"),
                found(new ModelFolders(List.of(comfy)), "checkpoints/sd3.safetensors"));
    }

    @Test
    void homesAndVariablesAreKnown() throws Exception {
        Path file = temp.resolve("paths.yaml");
        Files.writeString(file, "a:\n  base_path: ~/sd\n  vae: v\nb:\n  base_path: $MODELS/${KIND}x\n  loras: l\n"
                + "c:\n  base_path: $UNKNOWN\n  clip: [one, two]\n");
        ComfyPaths paths = ComfyPaths.read(file, Map.of("MODELS", "/data", "KIND", "sd")::get);
        assertEquals(List.of(Path.of(System.getProperty("user.home"), "sd", "v"), Path.of("/data/sdx/l"),
                temp.resolve("$UNKNOWN/one"), temp.resolve("$UNKNOWN/two")),
                paths.last().stream().map(ModelRoot::folder).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: [", "just a text", "a: 1", "a: &x [*x, *x]\n", "a: !!java.net.URL [\"http://x\"]",
        "a:\n\t vae: x", "? {a: 1}\n: 2\n[", "\0"})
    void whatIsNoListOfFoldersIsSaid(String text) throws Exception {
        extra(text);
        ModelFolders folders = new ModelFolders(List.of(comfy));
        assertEquals(8, folders.list().size());
        String problem = folders.problems().getFirst();
        assertTrue(problem.startsWith(comfy.resolve("extra_model_paths.yaml") + " names further model folders, but "
                + "cannot be used, because "), problem);
        String message = assertThrows(NodeException.class, () -> found(folders, "vae/gone.safetensors")).getMessage();
        assertTrue(message.contains(problem), message);
    }

    @Test
    void bombsOfYamlAreRefused() throws Exception {
        StringBuilder bomb = new StringBuilder("a: &a [x,x,x,x,x,x,x,x,x]\n");
        for (char c = 'b'; c < 'k'; c++) {
            bomb.append(c + ": &" + c + " [" + ("*" + (char) (c - 1) + ",").repeat(9) + "]\n");
        }
        extra(bomb.toString());
        assertEquals(1, new ModelFolders(List.of(comfy)).problems().size());
        extra("a: " + "[".repeat(100_000));
        assertEquals(1, new ModelFolders(List.of(comfy)).problems().size());
        extra("a: " + "x".repeat(2 << 20));
        assertEquals(1, new ModelFolders(List.of(comfy)).problems().size());
    }

    @Test
    void namesLeadOutOfNoFolder() throws Exception {
        Path secret = file(temp.resolve("secret.safetensors"));
        Path mounted = Files.createDirectories(temp.resolve("mounted"));
        Files.createSymbolicLink(mounted.resolve("link.safetensors"), secret);
        extra("x:", "  base_path: " + temp, "  vae: mounted");
        ModelFolders folders = new ModelFolders(List.of(comfy));
        for (String name : List.of("vae/../../secret.safetensors", "vae//etc/passwd", "vae/link.safetensors",
                "/etc/passwd")) {
            assertThrows(NodeException.class, () -> found(folders, name), name);
        }
    }

    private Path repository(String name, String commit, String... files) throws IOException {
        Path repository = temp.resolve("hf/hub").resolve(name);
        for (String file : files) {
            Path blob = file(repository.resolve("blobs").resolve(commit + file.hashCode()));
            Path link = repository.resolve("snapshots").resolve(commit).resolve(file);
            Files.createDirectories(link.getParent());
            Files.createSymbolicLink(link, link.getParent().relativize(blob));
        }
        return repository;
    }

    @Test
    void aCacheOfHuggingFaceHasTheNamesOfItsRepositories() throws Exception {
        String flux = "models--black-forest-labs--FLUX.1-dev";
        repository(flux, "aaaa", "model_index.json", "old.safetensors");
        Path main = repository(flux, "bbbb", "model_index.json", "vae/config.json",
                "vae/diffusion_pytorch_model.safetensors", "flux1-dev.safetensors");
        Files.createDirectories(main.resolve("refs"));
        Files.writeString(main.resolve("refs/main"), "bbbb");
        Path t5 = repository("models--t5-base", "cccc", "config.json", "model.safetensors");
        Files.setLastModifiedTime(t5.resolve("snapshots/cccc"), FileTime.fromMillis(1_000_000));
        repository("models--t5-base", "dddd", "config.json", "model.safetensors", "tokenizer.json");
        Files.createDirectories(temp.resolve("hf/hub/models--half--fetched/snapshots"));
        for (Path folder : List.of(temp.resolve("hf"), temp.resolve("hf/hub"))) {
            ModelFolders cache = new ModelFolders(List.of(folder));
            assertEquals(List.of("black-forest-labs/FLUX.1-dev", "black-forest-labs/FLUX.1-dev/flux1-dev.safetensors",
                    "black-forest-labs/FLUX.1-dev/vae", "t5-base"), cache.list());
            assertEquals(main.resolve("snapshots/bbbb/vae"), found(cache, "black-forest-labs/FLUX.1-dev/vae"));
            assertEquals(main.resolve("snapshots/bbbb/flux1-dev.safetensors"),
                    found(cache, "black-forest-labs/FLUX.1-dev/flux1-dev.safetensors"));
            assertEquals(main.resolve("snapshots/bbbb"), found(cache, "black-forest-labs/FLUX.1-dev"));
            assertEquals(t5.resolve("snapshots/dddd"), found(cache, "t5-base"),
                    "the newest, as no reference says more");
            assertThrows(NodeException.class, () -> found(cache, "half/fetched"));
        }
        assertEquals(main.resolve("snapshots/aaaa/old.safetensors"), found(new ModelFolders(List.of(
                temp.resolve("hf/hub"))), flux + "/snapshots/aaaa/old.safetensors"), "graphs that name a commit");
    }

    @Test
    void aStrayConfigHidesNoFile() throws Exception {
        Path encoders = comfy.resolve("models/text_encoders");
        file(encoders.resolve("t5xxl_fp16.safetensors"));
        file(encoders.resolve("config.json"));
        assertTrue(new ModelFolders(List.of(comfy)).list().containsAll(List.of("text_encoders/t5xxl_fp16.safetensors",
                "text_encoders/t5xxl_fp8.safetensors")));
    }

    /** They are not read, and it is said why, where somebody looks for them. */
    @Test
    void picklesAndLinksThatLeadNowhereAreListed() throws Exception {
        file(comfy.resolve("models/checkpoints/v1-5.ckpt"));
        Files.createSymbolicLink(comfy.resolve("models/vae/gone.safetensors"), temp.resolve("nothing"));
        ModelFolders folders = new ModelFolders(List.of(comfy));
        assertTrue(folders.list().containsAll(List.of("checkpoints/v1-5.ckpt", "vae/gone.safetensors")));
        assertTrue(assertThrows(NodeException.class, () -> found(folders, "checkpoints/v1-5.ckpt")).getMessage()
                .contains("is a pickle"));
        assertTrue(assertThrows(NodeException.class, () -> found(folders, "vae/gone.safetensors")).getMessage()
                .contains("is a link to " + temp.resolve("nothing") + ", which is not there"));
    }
}
