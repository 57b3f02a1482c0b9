package kz.dabyl.alerts.api;

import static kz.dabyl.alerts.fakes.Receiver.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import kz.dabyl.alerts.fakes.SomeIncident;
import kz.dabyl.alerts.fakes.WebServer;
import kz.dabyl.alerts.incidents.AreaMatch;
import kz.dabyl.alerts.incidents.IncidentBook;
import kz.dabyl.alerts.stream.LiveStream;
import kz.dabyl.model.IncidentJson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreamRoutesTest {

    private static final LiveStream.Config HASTY =
            new LiveStream.Config(Duration.ofMillis(50), Duration.ofSeconds(3), 3);

    private final Vertx vertx = Vertx.vertx();
    private final IncidentBook book = new IncidentBook(100_000, new AreaMatch(List.of("KZ")));
    private final LiveStream stream = new LiveStream(vertx, book, HASTY);
    private final WebServer server = WebServer.start(vertx, new StreamRoutes(stream, book));
    private final List<Line> lines = new ArrayList<>();

    /** A reader of the raw stream. */
    private static final class Line {
        private static final int SHOWN = 20_000;

        private final Socket socket;
        private final StringBuilder text = new StringBuilder();

        Line(int port, String headers) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.getOutputStream()
                    .write(("GET /v1/stream HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n")
                            .getBytes(StandardCharsets.UTF_8));
        }

        String raw() {
            text();
            return text.toString();
        }

        /** The end of what came so far, without the frames of chunked encoding. */
        String text() {
            try {
                InputStream in = socket.getInputStream();
                while (in.available() > 0) {
                    text.append(new String(in.readNBytes(in.available()), StandardCharsets.UTF_8));
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            var tail = text.substring(Math.max(0, text.length() - SHOWN));
            return tail.replaceAll("\r\n[0-9a-f]+\r\n", "");
        }

        /** All that comes until the connection ends. */
        String rest() throws IOException {
            socket.setSoTimeout(10_000);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @AfterEach
    void close() throws IOException {
        for (var line : lines) {
            line.socket.close();
        }
        await(vertx.close());
    }

    @Test
    void tellsIncidentsAsTheyHappenWithTheirPlaceInTheLogAsId() throws IOException {
        publish(4, SomeIncident.opening("past"));
        var line = open("");

        publish(7, SomeIncident.opening("i"));
        publish(9, SomeIncident.opening("i").next());

        await().untilAsserted(() -> assertThat(line.text())
                .contains("id: 7\nevent: incident\ndata: " + json(SomeIncident.opening("i")) + "\n\n")
                .contains("id: 9\nevent: incident\ndata: "
                        + json(SomeIncident.opening("i").next()) + "\n\n"));
        assertThat(line.text())
                .contains("content-type: text/event-stream")
                .contains("retry: 3000\n\n")
                .doesNotContain("past");
    }

    @Test
    void goesOnBehindTheLastEventThatWasSeen() throws IOException {
        publish(4, SomeIncident.opening("seen"));
        publish(5, SomeIncident.opening("missed"));
        publish(8, SomeIncident.opening("missed-too"));

        var line = open("Last-Event-ID: 4\r\n");

        await().untilAsserted(() -> assertThat(line.text()).contains("id: 5\n").contains("id: 8\n"));
        assertThat(line.text().indexOf("id: 5\n")).isLessThan(line.text().indexOf("id: 8\n"));
        assertThat(line.text()).doesNotContain("\"seen\"");
    }

    @Test
    void beginsAnewForAnEventOfAnotherLog() throws IOException {
        publish(0, SomeIncident.opening("i"));

        var line = open("Last-Event-ID: 999\r\n");

        await().untilAsserted(() -> assertThat(line.text()).contains("id: 0\n"));
    }

    @Test
    void tellsThatTheLineIsAlive() throws IOException {
        var line = open("");

        await().untilAsserted(() -> assertThat(line.text()).contains(": alive\n\n: alive\n\n"));
    }

    @Test
    void tellsCellsWithoutTouchingTheIdToGoOnFrom() throws IOException {
        var line = open("");
        await().untilAsserted(() -> assertThat(line.text()).contains("retry:"));

        stream.cell("8520e60bfffffff/401-01", "{\"state\":\"down\"}");

        await().untilAsserted(() -> assertThat(line.text()).contains("event: cell\ndata: {\"state\":\"down\"}\n\n"));
        assertThat(line.text()).doesNotContain("id:");
    }

    @Test
    void dropsAReaderThatTakesNothing() throws IOException {
        publish(0, SomeIncident.opening("first"));
        var slow = open("");

        // More than the buffers of both sockets hold.
        for (var i = 1; i <= 8000; i++) {
            publish(i, SomeIncident.opening("a-long-name-".repeat(100) + i));
        }

        await().untilAsserted(() -> assertThat(stream.size()).isZero());
        assertThat(slow.rest()).doesNotContain("-8000\"").doesNotEndWith("\r\n0\r\n\r\n");
    }

    @Test
    void keepsAReaderThatTakesAPastOfAnyLength() throws IOException {
        for (var i = 0; i <= 8000; i++) {
            publish(i, SomeIncident.opening("a-long-name-".repeat(100) + i));
        }
        var patient = new LiveStream(vertx, book, LiveStream.Config.DEFAULT);
        var other = WebServer.start(vertx, new StreamRoutes(patient, book));

        var line = new Line(other.port(), "Last-Event-ID: -1\r\n");
        lines.add(line);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(line.text()).contains("id: 8000\n"));
    }

    @Test
    void refusesAnIdThatIsNone() {
        var answer =
                server.send(HttpRequest.newBuilder(server.uri("/v1/stream")).header("Last-Event-ID", "x7"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().getString("detail")).contains("Last-Event-ID");
    }

    @Test
    void refusesMoreReadersThanItHasRoomFor() throws IOException {
        for (var i = 0; i < 3; i++) {
            open("");
        }

        var answer = server.get("/v1/stream");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("retry-after")).isEqualTo("30");
    }

    @Test
    void makesRoomWhenAReaderLeaves() throws IOException {
        var line = open("");

        line.socket.close();

        await().until(() -> stream.size() == 0);
    }

    @Test
    void endsAllStreamsWhenItCloses() throws IOException {
        var line = open("");

        stream.close();

        await().untilAsserted(() -> assertThat(line.raw()).endsWith("\r\n0\r\n\r\n"));
        assertThat(stream.size()).isZero();
        assertThat(server.get("/v1/stream").status()).isEqualTo(503);
    }

    private Line open(String headers) throws IOException {
        var line = new Line(server.port(), headers);
        lines.add(line);
        await().until(() -> stream.size() == lines.size());
        return line;
    }

    private void publish(long offset, SomeIncident incident) {
        book.add(offset, incident.incident());
        stream.published();
    }

    private static String json(SomeIncident incident) {
        return IncidentJson.text(incident.incident());
    }
}
