// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.files;

import java.util.List;
import java.util.Optional;
import org.stillroom.diffusion.files.ModelFile.Part;
import org.stillroom.torch.formats.CheckpointException;

/** Knows one kind of model by its config.json and by the names of its tensors. A new kind is one of these. */
@FunctionalInterface
interface Recogniser {

    /** Of what is nothing else besides, although some of its tensors have the names of what it was made for. */
    List<Recogniser> WHOLE = List.of(OtherModels::quantised, ControlNets::recognise, Adapters::lora,
            OtherModels::named);

    /** Of what may be in one file or folder together. */
    List<Recogniser> PARTS = List.of(Transformers::recognise, TextEncoders::t5, TextEncoders::clip,
            TextEncoders::secondClip, TextEncoders::vision, Autoencoders::recognise, Tokenizers::recognise);

    /** What of its kind is in there. */
    Optional<Part> recognise(Contents contents);

    /** What a model's own reader says of it. */
    @FunctionalInterface
    interface Reader {

        /**
         * A label that says more than the kind's.
         *
         * @throws CheckpointException if the model cannot be used
         */
        String label() throws CheckpointException;
    }

    /**
     * A part that its own reader has looked at.
     *
     * @param label where the reader refuses it
     */
    static Part read(ModelKind kind, String label, Reader reader) {
        try {
            return new Part(kind, reader.label(), "");
        } catch (CheckpointException e) {
            return new Part(kind, label, e.getMessage());
        }
    }
}
