// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.text;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The fields of a protobuf message, one after the other. Reads in place, so that a message costs no more memory than
 * its bytes.
 */
final class ProtoFields {

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH = 2;
    private static final int FIXED32 = 5;

    private final ByteBuffer bytes;
    private int type;
    private long number;
    private ByteBuffer content;

    ProtoFields(ByteBuffer message) {
        this.bytes = message.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** What is no protobuf message, or has another kind of field than was asked for. */
    static final class DamagedException extends Exception {

        private static final long serialVersionUID = 1L;

        DamagedException(String message) {
            super(message);
        }
    }

    /** Goes on to the next field; its number, or 0 at the end. */
    int next() throws DamagedException {
        if (!bytes.hasRemaining()) {
            return 0;
        }
        long key = varint();
        long field = key >>> 3;
        type = (int) (key & 7);
        if (field < 1 || field >= 1 << 29) {
            throw new DamagedException("it has a field numbered " + Long.toUnsignedString(field));
        }
        switch (type) {
            case VARINT -> number = varint();
            case FIXED64 -> number = require(Long.BYTES).getLong();
            case FIXED32 -> number = Integer.toUnsignedLong(require(Integer.BYTES).getInt());
            case LENGTH -> {
                long length = varint();
                content = require(length).slice(bytes.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
                bytes.position(bytes.position() + (int) length);
            }
            default -> throw new DamagedException("it has a field of the type " + type);
        }
        return (int) field;
    }

    long number() throws DamagedException {
        require(type == VARINT, "a whole number");
        return number;
    }

    float number32() throws DamagedException {
        require(type == FIXED32, "a number of 32 bits");
        return Float.intBitsToFloat((int) number);
    }

    ByteBuffer content() throws DamagedException {
        require(type == LENGTH, "bytes");
        return content.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    String text() throws DamagedException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(content()).toString();
        } catch (CharacterCodingException e) {
            throw new DamagedException("it has a text that is not UTF-8");
        }
    }

    private void require(boolean right, String expected) throws DamagedException {
        if (!right) {
            throw new DamagedException("it has a field of the type " + type + " in place of " + expected);
        }
    }

    private ByteBuffer require(long count) throws DamagedException {
        if (count < 0 || count > bytes.remaining()) {
            throw new DamagedException("it ends within a field");
        }
        return bytes;
    }

    private long varint() throws DamagedException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = require(1).get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new DamagedException("it has a number of more than 64 bits");
    }
}
