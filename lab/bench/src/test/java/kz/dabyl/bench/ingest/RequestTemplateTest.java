package kz.dabyl.bench.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import kz.dabyl.model.Report;
import kz.dabyl.model.ReportReader;
import org.junit.jupiter.api.Test;

class RequestTemplateTest {

    private static final Instant BEGIN = Instant.parse("2021-04-24T07:00:30Z");
    private static final String FIELDS = "POST /v1/reports HTTP/1.1\r\n";

    @Test
    void aSingleReportMovesOnByOneAndByAnInterval() throws Exception {
        var template = RequestTemplate.of(FIELDS, List.of("p-1"), 0, BEGIN);

        var first = report(body(template.next()));
        var second = report(body(template.next()));

        assertThat(second.probe()).isEqualTo("p-1");
        assertThat(second.seq()).isEqualTo(first.seq() + 1);
        assertThat(second.at()).isEqualTo(first.at() + 30_000);
    }

    @Test
    void eachElementOfAnArrayIsOfAProbeOfItsOwn() throws Exception {
        var template = RequestTemplate.of(FIELDS, List.of("p-1", "p-2"), 0, BEGIN);

        var body = body(template.next());

        assertThat(body).startsWith("[").endsWith("]");
        try (var json = ReportReader.FACTORY.createParser(body)) {
            json.nextToken();
            json.nextToken();
            assertThat(read(json).probe()).isEqualTo("p-1");
            json.nextToken();
            assertThat(read(json).probe()).isEqualTo("p-2");
        }
    }

    @Test
    void announcesTheLengthOfItsBody() {
        var template = RequestTemplate.of(FIELDS, List.of("p-1", "p-2", "p-3"), 0, BEGIN);

        var text = US_ASCII.decode(template.next()).toString();

        assertThat(text).contains("Content-Length: " + (text.length() - text.indexOf("\r\n\r\n") - 4) + "\r\n");
    }

    @Test
    void runsShareNoReport() throws Exception {
        var one = RequestTemplate.of(FIELDS, List.of("p-1"), 0, BEGIN);
        var other = RequestTemplate.of(FIELDS, List.of("p-1"), 1, BEGIN);

        assertThat(report(body(other.next())).seq())
                .isGreaterThan(report(body(one.next())).seq() + 1_000_000);
    }

    private static String body(ByteBuffer request) {
        var text = US_ASCII.decode(request).toString();
        return text.substring(text.indexOf("\r\n\r\n") + 4);
    }

    private static Report report(String body) throws Exception {
        try (var json = ReportReader.FACTORY.createParser(body)) {
            json.nextToken();
            return read(json);
        }
    }

    private static Report read(JsonParser json) throws Exception {
        var parsed = new ReportReader().read(json);
        assertThat(parsed).isInstanceOf(ReportReader.Parsed.Ok.class);
        return ((ReportReader.Parsed.Ok) parsed).report();
    }
}
