package kz.dabyl.probe.keep;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever happens to the bytes of a file: what is read was written there, and one fault costs one record. */
class FramesProperties {

    private final Frames frames = new Frames(new OutboxKey(new byte[32]), 7);

    @Property(tries = 200)
    void readsWhatItWrote(@ForAll @Size(max = 20) List<@IntRange(max = 3000) Integer> sizes) {
        var records = records(sizes);

        assertThat(read(file(records))).isEqualTo(texts(records));
    }

    @Property(tries = 300)
    void readsAllThatWasWholeBeforeTheEndWasTornOff(
            @ForAll @Size(min = 1, max = 10) List<@IntRange(max = 500) Integer> sizes,
            @ForAll @IntRange(max = 10_000) int cut) {
        var records = records(sizes);
        var file = file(records);
        var left = Arrays.copyOf(file, cut % file.length);

        var read = read(left);

        assertThat(read).isEqualTo(texts(records).subList(0, read.size()));
        assertThat(file(records.subList(0, read.size()))).hasSizeLessThanOrEqualTo(left.length);
        assertThat(file(records.subList(0, read.size() + 1)).length).isGreaterThan(left.length);
    }

    @Property(tries = 500)
    void losesOneRecordAtMostToOneWrongByte(
            @ForAll @Size(min = 1, max = 10) List<@IntRange(max = 500) Integer> sizes,
            @ForAll @IntRange(max = 10_000) int place,
            @ForAll @IntRange(min = 1, max = 255) int change) {
        var records = records(sizes);
        var file = file(records);
        file[place % file.length] ^= (byte) change;

        var read = read(file);

        assertThat(read).hasSize(records.size() - 1);
        assertThat(texts(records).stream().filter(read::contains).toList()).isEqualTo(read);
    }

    @Property(tries = 100)
    void readsNoRecordAtAnotherPlaceThanItsOwn(
            @ForAll @Size(min = 2, max = 5) List<@IntRange(max = 200) Integer> sizes) {
        var records = records(sizes);
        var file = file(records);
        var first = frames.frame(records.get(0), 0).length;
        var moved = Arrays.copyOfRange(file, first, file.length);

        assertThat(read(moved)).isEmpty();
    }

    private static List<byte[]> records(List<Integer> sizes) {
        return IntStream.range(0, sizes.size())
                .mapToObj(i -> (i + ":" + "x".repeat(sizes.get(i))).getBytes(UTF_8))
                .toList();
    }

    private static List<String> texts(List<byte[]> records) {
        return records.stream().map(bytes -> new String(bytes, UTF_8)).toList();
    }

    private byte[] file(List<byte[]> records) {
        var file = new ByteArrayOutputStream();
        records.forEach(record -> file.writeBytes(frames.frame(record, file.size())));
        return file.toByteArray();
    }

    private List<String> read(byte[] file) {
        var read = new ArrayList<String>();
        frames.scan(file, (offset, length, payload) -> read.add(new String(payload, UTF_8)));
        return read;
    }
}
