package kz.dabyl.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.BufferUnderflowException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The primitives under every stored form: a change here changes them all. */
class WireTest {

    @Test
    void writesEachPrimitiveAsItShipped() {
        var out = new WireOutput();
        out.u8(255);
        out.i64(-2);
        out.f64(0.5);
        out.varint(300);
        out.signed(-1);
        out.string("дә");

        assertThat(HexFormat.of().formatHex(out.toByteArray()))
                .isEqualTo("ff" + "fffffffffffffffe" + "3fe0000000000000" + "ac02" + "01" + "04d0b4d399");
    }

    @Test
    void readsInTheOrderOfWriting() {
        var out = new WireOutput();
        out.u8(7);
        out.string("");
        out.string("abc");
        out.i64(Long.MIN_VALUE);
        out.f64(-0.25);
        out.signed(Long.MIN_VALUE);
        out.string("😀");

        var in = new WireInput(out.toByteArray());

        assertThat(in.u8()).isEqualTo(7);
        assertThat(in.string()).isEmpty();
        assertThat(in.string()).isEqualTo("abc");
        assertThat(in.i64()).isEqualTo(Long.MIN_VALUE);
        assertThat(in.f64()).isEqualTo(-0.25);
        assertThat(in.signed()).isEqualTo(Long.MIN_VALUE);
        assertThat(in.string()).isEqualTo("😀");
        assertThat(in.remaining()).isZero();
    }

    @ParameterizedTest
    @MethodSource("kz.dabyl.model.Generators#varintEdges")
    void keepsNumbersOfEveryLength(long number) {
        var out = new WireOutput();
        out.varint(number);
        out.signed(number);
        out.signed(-number);

        var in = new WireInput(out.toByteArray());

        assertThat(in.varint()).isEqualTo(number);
        assertThat(in.signed()).isEqualTo(number);
        assertThat(in.signed()).isEqualTo(-number);
    }

    @Test
    void readsBytesAfterTheirLength() {
        var in = new WireInput(HexFormat.of().parseHex("0301020300ff"));

        assertThat(in.bytes()).containsExactly(1, 2, 3);
        assertThat(in.bytes()).isEmpty();
        assertThat(in.remaining()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"0401", "ffffffff07", "8080808010", "ffffffffffffffffff01", "80808080808080808080"})
    void refusesLengthsThatCannotBe(String hex) {
        var bytes = HexFormat.of().parseHex(hex);

        assertThatThrownBy(() -> new WireInput(bytes).count()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new WireInput(bytes).string()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new WireInput(bytes).bytes()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesTextThatIsNotUtf8() {
        assertThatThrownBy(() -> new WireInput(new byte[] {2, (byte) 0xC3, 0x28}).string())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("text is not UTF-8");
    }

    @Test
    void underflowsWhereBytesEnd() {
        var nothing = new byte[0];

        assertThatThrownBy(() -> new WireInput(nothing).u8()).isInstanceOf(BufferUnderflowException.class);
        assertThatThrownBy(() -> new WireInput(nothing).i64()).isInstanceOf(BufferUnderflowException.class);
        assertThatThrownBy(() -> new WireInput(nothing).varint()).isInstanceOf(BufferUnderflowException.class);
    }
}
