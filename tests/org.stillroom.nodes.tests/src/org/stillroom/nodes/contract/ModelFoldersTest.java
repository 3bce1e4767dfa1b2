// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFoldersTest {

    @TempDir
    Path temp;

    private Path first;
    private Path second;
    private ModelFolders folders;

    @BeforeEach
    void makeFolders() throws IOException {
        temp = temp.toRealPath();
        first = Files.createDirectories(temp.resolve("first"));
        second = Files.createDirectories(temp.resolve("second"));
        model(first, "t5/base");
        model(second, "t5/base");
        model(second, "flux/transformer");
        Files.writeString(second.resolve("vae.safetensors"), "x");
        Files.writeString(temp.resolve("outside.safetensors"), "secret");
        folders = new ModelFolders(List.of(first, temp.resolve("not-there"), second), temp);
    }

    private static Path model(Path folder, String name) throws IOException {
        Path model = Files.createDirectories(folder.resolve(name));
        Files.writeString(model.resolve("config.json"), "{}");
        Files.writeString(model.resolve("model.safetensors"), name);
        return model;
    }

    private NodeException refused(String name) {
        NodeException e = assertThrows(NodeException.class, () -> folders.resolve("model", name));
        assertEquals("model", e.at());
        return e;
    }

    @Test
    void theFirstFolderThatHasTheNameWins() throws Exception {
        assertEquals(first.resolve("t5/base"), folders.resolve("model", "t5/base"));
        assertEquals(second.resolve("flux/transformer"), folders.resolve("model", "flux/transformer"));
        assertEquals(second.resolve("flux/transformer"), folders.resolve("model", "flux\\transformer"));
        assertEquals(second.resolve("vae.safetensors"), folders.resolve("model", "./vae.safetensors"));
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aPipeInAModelIsRefused() throws Exception {
        Process made = new ProcessBuilder("mkfifo", first.resolve("t5/base/tokenizer.json").toString()).start();
        assertEquals(0, made.waitFor());
        assertTrue(refused("t5/base").getMessage().contains("tokenizer.json; remove it"));
    }

    @Test
    void aMissingModelNamesTheFoldersSearchedAndNearNames() {
        NodeException e = refused("t5/bass");
        assertInstanceOf(MissingModelException.class, e);
        for (String part : List.of(first.toString(), second.toString(), "not-there", "\"t5/base\"")) {
            assertTrue(e.getMessage().contains(part), e.getMessage());
        }
        assertTrue(refused("other/transformer").getMessage().contains("flux/transformer"));
        assertFalse(refused("quite-different").getMessage().contains("Did you mean"));
        assertTrue(assertThrows(MissingModelException.class, () -> new ModelFolders(List.of()).resolve("m", "x"))
                .getMessage().contains("none is set"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside.safetensors", "..", "t5/../../outside.safetensors", "..\\outside.safetensors",
        "t5\\..\\..\\outside.safetensors", "t5/base/..", "/etc/passwd", "\\etc\\passwd", "//host/share", "C:/models/x",
        "C:\\models\\x", "c:x"})
    void namesThatLeaveTheFoldersAreRefused(String name) {
        NodeException e = refused(name);
        assertFalse(e instanceof MissingModelException);
        assertTrue(e.getMessage().contains("leave"), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "./", "./."})
    void emptyNamesAreRefused(String name) {
        assertTrue(refused(name).getMessage().contains("no model is chosen"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "..\0/outside", "\uff0e\uff0e/outside.safetensors", "%2e%2e/outside.safetensors",
        "t5/base\n", "\ud800", "~/x", "$HOME/x"})
    void oddCharactersLeadNowhere(String name) {
        NodeException e = refused(name);
        assertFalse(e.getMessage().contains("\n") || e.getMessage().contains("\0"), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sd.ckpt", "t5/model.pt", "model.PTH", "t5/pytorch_model.bin", "x.pkl"})
    void picklesAreRefusedWithTheReason(String name) throws IOException {
        Files.writeString(second.resolve("sd.ckpt"), "x");
        NodeException e = refused(name);
        assertTrue(e.getMessage().contains("can run code") && e.getMessage().contains("safetensors"), e.getMessage());
        assertThrows(NodeException.class, () -> folders.file("file", name));
    }

    @Test
    void anIndexOfShardsIsNoModelButItsFolderIs() throws IOException {
        Files.writeString(second.resolve("flux/transformer/model.safetensors.index.json"), "{}");
        String message = refused("flux/transformer/model.safetensors.index.json").getMessage();
        assertTrue(message.contains("name the folder that has it"), message);
    }

    @Test
    void linksInsideTheModelFolderAreFollowedAsInAHubCache() throws Exception {
        Path blob = Files.createDirectories(second.resolve("hub/blobs")).resolve("abc123");
        Files.writeString(blob, "weights");
        Path snapshot = Files.createDirectories(second.resolve("hub/snapshots/v1"));
        Files.createSymbolicLink(snapshot.resolve("model.safetensors"), Path.of("../../blobs/abc123"));
        Files.createSymbolicLink(second.resolve("current"), Path.of("hub/snapshots/v1"));
        assertEquals(snapshot, folders.resolve("model", "current"));
        assertEquals(snapshot.resolve("model.safetensors"), folders.resolve("model", "current/model.safetensors"));
        String before = folders.fingerprint(folders.resolve("model", "current"));
        Files.writeString(blob, "WEIGHTS");
        assertNotEquals(before, folders.fingerprint(folders.resolve("model", "current")));
    }

    @Test
    void linksThatLeaveTheModelFolderAreRefusedWhereverTheyAre() throws Exception {
        Files.createSymbolicLink(second.resolve("a.safetensors"), temp.resolve("outside.safetensors"));
        Files.createSymbolicLink(second.resolve("up"), temp);
        Files.createSymbolicLink(model(second, "sly").resolve("extra.safetensors"),
                temp.resolve("outside.safetensors"));
        Path hidden = Files.createDirectories(second.resolve("hidden"));
        Files.createSymbolicLink(hidden.resolve("to"), temp);
        Files.createSymbolicLink(model(second, "chain").resolve("inner"), hidden);
        Files.createSymbolicLink(model(second, "first-link").resolve("other"), first.resolve("t5"));
        for (String name : List.of("a.safetensors", "up/outside.safetensors", "up", "sly", "chain", "first-link")) {
            NodeException e = refused(name);
            assertTrue(e.getMessage().contains("leaves its model folder"), e.getMessage());
        }
        Files.createSymbolicLink(second.resolve("plain"), temp.resolve("real.ckpt"));
        Files.writeString(temp.resolve("real.ckpt"), "x");
        refused("plain");
    }

    @Test
    void aPickleBehindALinkIsRefused() throws Exception {
        Files.writeString(second.resolve("real.ckpt"), "x");
        Files.createSymbolicLink(second.resolve("fine.safetensors"), second.resolve("real.ckpt"));
        assertTrue(refused("fine.safetensors").getMessage().contains("pickle"));
    }

    @Test
    void loopsAndLooseLinksDoNoHarm() throws Exception {
        Path model = model(second, "loop");
        Files.createSymbolicLink(model.resolve("again"), model);
        Files.createSymbolicLink(model.resolve("self"), model.resolve("self"));
        Files.createSymbolicLink(model.resolve("loose"), second.resolve("nothing"));
        assertEquals(model, folders.resolve("model", "loop"));
        assertEquals(folders.fingerprint(model), folders.fingerprint(model));
        assertTrue(folders.list().contains("loop"));
        assertInstanceOf(MissingModelException.class, refused("loop/self"));
        assertTrue(refused("loop/loose").getMessage().contains("\"loop/loose\" in " + second + " is a link to "
                + second.resolve("nothing") + ", which is not there"));
        assertTrue(refused("loop/self").getMessage().contains("is a link to itself"));
    }

    @Test
    void aModelFolderMayItselfBeALink() throws Exception {
        Path link = Files.createSymbolicLink(temp.resolve("link"), second);
        ModelFolders linked = new ModelFolders(List.of(link));
        assertEquals(second.resolve("flux/transformer"), linked.resolve("model", "flux/transformer"));
        assertEquals(List.of("flux/transformer", "t5/base", "vae.safetensors"), linked.list());
    }

    @Test
    void filesAreAbsoluteOrBesideTheGraphAndNothingElseThanFiles() throws Exception {
        Path picture = Files.writeString(Files.createDirectories(temp.resolve("pictures")).resolve("in.png"), "x");
        assertEquals(picture, folders.file("file", picture.toString()));
        assertEquals(picture, folders.file("file", "pictures/in.png"));
        assertEquals(picture, folders.file("file", "pictures\\in.png"));
        assertThrows(MissingModelException.class, () -> folders.file("file", "pictures/out.png"));
        assertTrue(assertThrows(NodeException.class, () -> folders.file("file", "pictures")).getMessage()
                .contains("is not a file"));
        assertThrows(NodeException.class, () -> folders.file("file", "/dev/zero"));
        assertThrows(NodeException.class, () -> folders.file("file", ""));
        assertThrows(NodeException.class, () -> folders.file("file", "a\0b"));
    }

    @Test
    void theFingerprintChangesWithTheScheduleOfThePipelineAndTheConfigBesideAFile() throws Exception {
        Path transformer = Files.createDirectories(first.resolve("pipeline/transformer"));
        String before = folders.fingerprint(transformer);
        Path scheduler = Files.createDirectories(first.resolve("pipeline/scheduler"));
        Files.writeString(scheduler.resolve("scheduler_config.json"), "{}");
        assertNotEquals(before, folders.fingerprint(transformer));
        Path single = Files.writeString(first.resolve("flux.safetensors"), "weights");
        String alone = folders.fingerprint(single);
        Files.writeString(first.resolve("flux.json"), "{}");
        assertNotEquals(alone, folders.fingerprint(single));
    }

    @Test
    void theFingerprintChangesWithAnyRelevantFile() throws Exception {
        Path model = first.resolve("t5/base");
        String before = folders.fingerprint(model);
        assertEquals(before, folders.fingerprint(model));
        Path weights = model.resolve("model.safetensors");
        FileTime time = Files.getLastModifiedTime(weights);
        Files.writeString(weights, "T5/BASE");
        Files.setLastModifiedTime(weights, time);
        String sameSizeAndTime = folders.fingerprint(model);
        assertNotEquals(before, sameSizeAndTime);
        Files.writeString(model.resolve("README.md"), "of no concern");
        assertEquals(sameSizeAndTime, folders.fingerprint(model));
        Files.writeString(Files.createDirectories(model.resolve("tokenizer")).resolve("vocab.json"), "{}");
        String withTokenizer = folders.fingerprint(model);
        assertNotEquals(sameSizeAndTime, withTokenizer);
        Files.move(model.resolve("config.json"), model.resolve("config2.json"));
        assertNotEquals(withTokenizer, folders.fingerprint(model));
        assertNotEquals(folders.fingerprint(weights), folders.fingerprint(second.resolve("vae.safetensors")));
    }

    @Test
    void theListHasModelsAndNotTheirPartsAndNotWhatLinksLeadOutTo() throws Exception {
        Path sharded = Files.createDirectories(second.resolve("sharded"));
        Files.writeString(sharded.resolve("model.safetensors.index.json"), "{}");
        Files.writeString(sharded.resolve("model-00001-of-00002.safetensors"), "x");
        Files.writeString(Files.createDirectories(second.resolve("tok")).resolve("spiece.model"), "x");
        Files.writeString(Files.createDirectories(second.resolve("unet")).resolve("flux1-dev-Q4_K_S.gguf"), "x");
        Files.writeString(Files.createDirectories(second.resolve("empty")).resolve("notes.txt"), "x");
        Files.createSymbolicLink(second.resolve("out"), first);
        Path deep = second;
        for (int i = 0; i < 30; i++) {
            deep = Files.createDirectories(deep.resolve("deep"));
        }
        Files.writeString(deep.resolve("config.json"), "{}");
        assertEquals(List.of("flux/transformer", "sharded", "t5/base", "tok", "unet/flux1-dev-Q4_K_S.gguf",
                "vae.safetensors"), folders.list());
    }
}
