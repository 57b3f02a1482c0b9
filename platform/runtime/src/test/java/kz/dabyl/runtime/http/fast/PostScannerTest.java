package kz.dabyl.runtime.http.fast;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequestDecoder;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import kz.dabyl.runtime.http.fast.PostScanner.Found;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostScannerTest {

    private static final String GOOD = "POST /a HTTP/1.1\r\nHost: x:80\r\nAUTHORIZATION:\tBearer t \r\n"
            + "X-Other: \"any\"\r\ncontent-type: application/json\r\nContent-Length: 4\r\nConnection: Keep-Alive\r\n\r\nbody";

    private final PostScanner scanner = new PostScanner(List.of("/ab", "/a"));

    @Test
    void findsAWholeRequestAndWhatItSays() {
        var found = scanner.look(bytes(GOOD + "POST"));

        assertThat(found).isEqualTo(Found.WHOLE);
        assertThat(scanner.path()).isEqualTo("/a");
        assertThat(scanner.length()).isEqualTo(GOOD.length());
        assertThat(scanner.post().authorization())
                .hasToString(Optional.of("Bearer t").toString());
        assertThat(scanner.post().contentType())
                .hasToString(Optional.of("application/json").toString());
        assertThat(scanner.post().contentEncoding()).isEmpty();
        assertThat(body(scanner.post())).isEqualTo("body");
    }

    @Test
    void tellsWhatHasNotComeWholeByItsHead() {
        var head = GOOD.indexOf("body");

        for (var length = 0; length < GOOD.length(); length++) {
            var found = scanner.look(bytes(GOOD.substring(0, length)));

            assertThat(found).as("the first %d bytes", length).isEqualTo(length < head ? Found.OTHER : Found.BEGUN);
            if (found == Found.BEGUN) {
                assertThat(scanner.length()).isEqualTo(GOOD.length());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /a HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nb",
                "POST /c HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nb",
                "POST /a?b HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nb",
                "POST /a HTTP/1.0\r\nHost: x\r\nContent-Length: 1\r\n\r\nb",
                "POST  /a HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nb",
                "\r\nPOST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nb",
                "POST /a HTTP/1.1\nHost: x\nContent-Length: 1\n\nb",
                "POST /a HTTP/1.1\r\nContent-Length: 1\r\n\r\nb",
                "POST /a HTTP/1.1\r\nHost: x\r\nHost: x\r\nContent-Length: 1\r\n\r\nb",
                "POST /a HTTP/1.1\r\nHost: x\r\n\r\n",
                "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n",
                "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\nb",
                "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 1, 1\r\n\r\nb",
                "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: +1\r\n\r\nb",
                "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 65536\r\n\r\nb",
                "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 4294967297\r\n\r\nb",
                "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length : 1\r\n\r\nb",
                "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nX: y\r\n z\r\n\r\nb",
                "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nX: y\nz: w\r\n\r\nb",
                "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nX: y\rz\r\n\r\nb",
                "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nX: \u0000\r\n\r\nb",
                "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nX: \u00e4\r\n\r\nb",
                "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nX\u00e4: y\r\n\r\nb",
                "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n: y\r\n\r\nb",
                "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\nb",
                "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nExpect: 100-continue\r\n\r\nb",
                "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nConnection: close\r\n\r\nb",
                "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nConnection: upgrade\r\nUpgrade: h2c\r\n\r\nb"
            })
    void leavesWhatIsAnythingElse(String request) {
        assertThat(scanner.look(bytes(request))).isEqualTo(Found.OTHER);
    }

    @Test
    void leavesAHeadThatIsTooLong() {
        var head = "POST /a HTTP/1.1\r\nHost: x\r\nX: " + "y".repeat(PostScanner.LARGEST_BYTES);

        assertThat(scanner.look(bytes(head))).isEqualTo(Found.OTHER);
    }

    /** Whatever it finds the decoder that it stands before would have found as well, with the same end. */
    @Test
    void findsNothingThatTheDecoderOfAllOthersReadsOtherwise() {
        var random = new Random(7);
        var whole = 0;

        for (var i = 0; i < 20_000; i++) {
            var request = damaged(random);
            if (scanner.look(bytes(request)) == Found.WHOLE) {
                whole++;
                assertThat(body(scanner.post())).as(request).isEqualTo(decoded(request.substring(0, scanner.length())));
            }
        }

        assertThat(whole).isPositive();
    }

    private static String damaged(Random random) {
        var text = new StringBuilder(GOOD);
        for (var damage = random.nextInt(3); damage >= 0; damage--) {
            var at = random.nextInt(text.length());
            var other = "\r\n :\t,;Aa0z\u0000\u00ff".charAt(random.nextInt(13));
            switch (random.nextInt(3)) {
                case 0 -> text.setCharAt(at, other);
                case 1 -> text.insert(at, other);
                default -> text.deleteCharAt(at);
            }
        }
        return text.toString();
    }

    private static String decoded(String request) {
        var channel =
                new EmbeddedChannel(new HttpRequestDecoder(), new HttpObjectAggregator(PostScanner.LARGEST_BYTES));
        channel.writeInbound(bytes(request));
        FullHttpRequest read = channel.readInbound();
        try {
            assertThat(read.decoderResult().isSuccess()).as(request).isTrue();
            assertThat(read.method()).isEqualTo(HttpMethod.POST);
            return read.content().toString(ISO_8859_1);
        } finally {
            read.release();
            channel.finishAndReleaseAll();
        }
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, ISO_8859_1);
    }

    private static String body(SmallPost post) {
        var body = new byte[post.bodyBytes()];
        post.copyBody(body);
        return new String(body, ISO_8859_1);
    }
}
