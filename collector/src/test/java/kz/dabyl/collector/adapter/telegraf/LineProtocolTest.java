package kz.dabyl.collector.adapter.telegraf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineProtocolTest {

    @Test
    void readsTagsFieldsOfEveryTypeAndTheTime() throws SyntaxException {
        var point = only("ping,url=1.1.1.1,host=a a=1i,b=2u,c=-1.5e3,d=t,e=FALSE,f=\"text\" 1619247613337000000");

        assertThat(point)
                .isEqualTo(new Point(
                        "ping",
                        Map.of("url", "1.1.1.1", "host", "a"),
                        Map.of("a", 1L, "b", 2L, "c", -1500.0, "d", true, "e", false, "f", "text"),
                        OptionalLong.of(1619247613337000000L)));
    }

    @Test
    void readsEscapedLetters() throws SyntaxException {
        var point = only("my\\ ping\\,x,a\\=b=c\\ d,back=C:\\dir f\\ g=\"say \\\"hi\\\" \\\\ a\\b\"");

        assertThat(point)
                .isEqualTo(new Point(
                        "my ping,x",
                        Map.of("a=b", "c d", "back", "C:\\dir"),
                        Map.of("f g", "say \"hi\" \\ a\\b"),
                        OptionalLong.empty()));
    }

    @Test
    void readsTextsOverSeveralLinesAndCountsThem() throws SyntaxException {
        var lines = new LineProtocol("# comment\n\nm f=\"a\nb, c=d\"\r\nn g=1\n");

        assertThat(lines.hasNext()).isTrue();
        assertThat(lines.next().fields()).isEqualTo(Map.of("f", "a\nb, c=d"));
        assertThat(lines.line()).isEqualTo(3);
        assertThat(lines.hasNext()).isTrue();
        assertThat(lines.next().measurement()).isEqualTo("n");
        assertThat(lines.line()).isEqualTo(5);
        assertThat(lines.hasNext()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "m",
                "m ",
                "m,tag f=1",
                "m,tag= f=1",
                "m f",
                "m f=",
                "m f=1,",
                "m f=\"open",
                "m f=\"open,g=1",
                "m f=1d",
                "m f=NaN",
                "m f=0x1p3",
                "m f=1.5i",
                "m f=-1u",
                "m f=1 noon",
                "m f=1 1.5",
                ",t=a f=1"
            })
    void refusesWhatIsNoLineAndGoesOnWithTheNext(String bad) throws SyntaxException {
        var lines = new LineProtocol(bad + "\nn g=1");
        assertThat(lines.hasNext()).isTrue();

        assertThatThrownBy(lines::next).isInstanceOf(SyntaxException.class);

        assertThat(lines.hasNext()).isTrue();
        assertThat(lines.next().measurement()).isEqualTo("n");
        assertThat(lines.line()).isEqualTo(2);
        assertThat(lines.hasNext()).isFalse();
    }

    @Test
    void readsALineAgainThatAnOpenQuoteBeforeItSwallowed() throws SyntaxException {
        var lines = new LineProtocol("m f=\"open\nn g=\"text\"");
        assertThat(lines.hasNext()).isTrue();

        assertThatThrownBy(lines::next).isInstanceOf(SyntaxException.class);

        assertThat(lines.hasNext()).isTrue();
        assertThat(lines.next().fields()).isEqualTo(Map.of("g", "text"));
        assertThat(lines.line()).isEqualTo(2);
    }

    @Test
    void doesNotReadTheRestAgainForEveryOneOfManyOpenQuotes() {
        // Each line opens a quote that runs to the end of the text: what is a key by itself closes a quote and opens
        // another.
        var lines = new LineProtocol("m \",z=1,b=\"\n".repeat(1000));
        var refused = 0;

        while (lines.hasNext()) {
            assertThatThrownBy(lines::next).isInstanceOf(SyntaxException.class);
            refused++;
        }

        assertThat(refused).isBetween(LineProtocol.MAX_READ_AGAIN, 2 * LineProtocol.MAX_READ_AGAIN);
    }

    @Property(tries = 3000)
    void comesToAnEndWhateverItReads(
            @ForAll @StringLength(max = 60) @CharRange(from = ' ', to = '~') String letters,
            @ForAll @StringLength(max = 20) String any) {
        var text = letters.replace('~', '\n') + any;
        var lines = new LineProtocol(text);
        var read = 0;

        while (lines.hasNext()) {
            try {
                lines.next();
            } catch (SyntaxException e) {
                assertThat(e.detail()).isNotEmpty();
            }
            read++;
        }

        assertThat(read).isLessThanOrEqualTo(text.length());
    }

    private static Point only(String line) throws SyntaxException {
        var lines = new LineProtocol(line);
        assertThat(lines.hasNext()).isTrue();
        return lines.next();
    }
}
