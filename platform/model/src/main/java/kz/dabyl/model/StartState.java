package kz.dabyl.model;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * What the second fold knew at one time, for a recording of summaries to start from. To all but the detector it is bytes.
 *
 * @param until end of the last hop that it knows of, epoch milliseconds
 * @param blocks as the fold wrote them
 */
public record StartState(long until, List<byte[]> blocks) {

    /** Larger ones are no state of ours: what is packed small must not fill the memory. */
    private static final int MOST_BYTES = 32 << 20;

    /** Strings of a recording are bounded, and lines that people look at had better be. */
    private static final int CHUNK_BYTES = 24 * 1024;

    private static final int MOST_BLOCKS = 16;

    public StartState {
        blocks = List.copyOf(blocks);
    }

    /** By what the blocks hold. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StartState state
                && until == state.until
                && Arrays.deepEquals(blocks.toArray(), state.blocks.toArray());
    }

    @Override
    public int hashCode() {
        return Long.hashCode(until) + 31 * Arrays.deepHashCode(blocks.toArray());
    }

    void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("until", Times.format(until));
        json.writeArrayFieldStart("blocks");
        for (var block : blocks) {
            var packed = packed(block);
            json.writeStartArray();
            for (var at = 0; at < packed.length; at += CHUNK_BYTES) {
                json.writeBinary(packed, at, Math.min(CHUNK_BYTES, packed.length - at));
            }
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** @throws InvalidInputException if it is no state */
    static StartState read(JsonNode tree) {
        var until = Times.parse(tree.path("until").asText())
                .orElseThrow(() -> new InvalidInputException("/until", "expected a time"));
        var all = tree.path("blocks");
        if (!all.isArray() || all.size() > MOST_BLOCKS) {
            throw new InvalidInputException("/blocks", "expected an array of blocks");
        }
        var blocks = new ArrayList<byte[]>();
        var room = MOST_BYTES;
        for (var block : all) {
            var at = "/blocks/" + blocks.size();
            var packed = new ByteArrayOutputStream();
            for (var chunk : block) {
                try {
                    packed.writeBytes(Base64.getDecoder().decode(chunk.asText()));
                } catch (IllegalArgumentException e) {
                    throw new InvalidInputException(at, "expected base64");
                }
            }
            var unpacked = unpacked(packed.toByteArray(), room, at);
            room -= unpacked.length;
            blocks.add(unpacked);
        }
        return new StartState(until, blocks);
    }

    private static byte[] packed(byte[] block) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var deflater = new Deflater();
        try (var out = new DeflaterOutputStream(bytes, deflater)) {
            out.write(block);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    private static byte[] unpacked(byte[] packed, int most, String at) {
        var inflater = new Inflater();
        try {
            inflater.setInput(packed);
            var out = new ByteArrayOutputStream();
            var buffer = new byte[CHUNK_BYTES];
            while (!inflater.finished()) {
                var count = inflater.inflate(buffer);
                if ((count == 0 && !inflater.finished()) || out.size() > most) {
                    throw new InvalidInputException(at, "expected a whole block");
                }
                out.write(buffer, 0, count);
            }
            return out.toByteArray();
        } catch (DataFormatException e) {
            throw new InvalidInputException(at, "expected a packed block");
        } finally {
            inflater.end();
        }
    }
}
