package kz.dabyl.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LinesAheadTest {

    private static final String HEAD =
            "{\"received\":\"2021-04-24T07:00:30.000Z\",\"collector\":\"c1\",\"report\":{\"probe\":\"";
    private static final String REST = "\",\"seq\":1,\"pings\":[]}}\n";
    private static final String TICK = "{\"tick\":\"2021-04-24T07:00:31.000Z\",\"collector\":\"c1\"}\n";

    private final LinesAhead ahead = new LinesAhead();

    @Test
    void findsTheProbesOfLinesLikeTheOneBefore() {
        learn();

        assertThat(look(line("p1") + line("p-22") + line("p1"), 0)).isEqualTo(3);

        assertThat(ahead.count()).isEqualTo(3);
        assertThat(ahead.hash(0)).isEqualTo(hash("p1")).isEqualTo(ahead.hash(2));
        assertThat(ahead.hash(1)).isEqualTo(hash("p-22"));
    }

    @Test
    void passesOverWhatIsNoReport() {
        learn();

        look(line("p1") + TICK + TICK + line("p2") + line("p3"), 0);

        assertThat(ahead.count()).isBetween(1, 3);
        assertThat(ahead.hash(0)).isEqualTo(hash("p1"));
    }

    @Test
    void looksNoFurtherThanThereIsInput() {
        learn();
        var lines = line("p1") + line("p2");

        assertThat(look(lines, line("p2").length())).isEqualTo(1);
        assertThat(look("", 0)).isZero();
    }

    @Test
    void findsNothingBeforeItHasSeenALine() {
        look(line("p1") + line("p2"), 0);

        assertThat(ahead.count()).isZero();
    }

    private void learn() {
        ahead.learn(line("p1").length() - 1, HEAD.length());
    }

    /** @param without so many bytes of the end, which are there but not to be looked at */
    private int look(String lines, int without) {
        var bytes = lines.getBytes(UTF_8);
        return ahead.look(Arrays.copyOf(bytes, bytes.length + Cursor.SLACK), 0, bytes.length - without);
    }

    private static String line(String probe) {
        return HEAD + probe + REST;
    }

    private static int hash(String probe) {
        var cursor = new Cursor();
        cursor.start(Arrays.copyOf(('"' + probe + '"').getBytes(UTF_8), 100), 0);
        return Dictionary.hash(cursor.text());
    }
}
