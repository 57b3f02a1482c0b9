package kz.dabyl.collector.adapter.atlas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import kz.dabyl.model.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionLogReaderTest {

    private static final String CONNECT =
            "{\"prb_id\":7,\"timestamp\":100,\"event\":\"connect\",\"controller\":\"c\",\"asn\":9198}";
    private static final ConnectionEvent CONNECTED = new ConnectionEvent(100_000, 7, "c", true, OptionalLong.of(9198));

    @ParameterizedTest
    @ValueSource(strings = {"[%1$s,%1$s]", "%1$s\n%1$s\n", "[%1$s]\n[%1$s]", "[%1$s]%1$s"})
    void takesArraysAndLines(String shape) throws IOException {
        assertThat(read(shape.formatted(CONNECT))).containsExactly(CONNECTED, CONNECTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "0", "\"0\"", "\"AS9198\"", "-1", "4294967296", "[1]", "{\"a\":1}", "1.5"})
    void takesAnAsnThatIsNoneForUnknown(String asn) throws IOException {
        var events = read(CONNECT.replace("9198", asn));

        assertThat(events).extracting(ConnectionEvent::asn).containsExactly(OptionalLong.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"9198", "\"9198\"", "\" 9198 \""})
    void takesAnAsnAsNumberOrText(String asn) throws IOException {
        assertThat(read(CONNECT.replace("9198", asn))).containsExactly(CONNECTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "null", "\" \""})
    void givesAControllerWithoutANameOne(String controller) throws IOException {
        var events = read(CONNECT.replace("\"c\"", controller));

        assertThat(events).extracting(ConnectionEvent::controller).containsExactly("unknown");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "connect\"|reconnect\"|line 1, event 1/event: expected connect or disconnect, was reconnect",
                "\"connect\"|[\"connect\",{\"asn\":[]}]|line 1, event 1/event: expected connect or disconnect, was none",
                "7|\"x\"|line 1, event 1/prb_id: expected a whole number",
                "100|null|line 1, event 1/timestamp: expected a whole number",
                "100|99999999999999|line 1, event 1/timestamp: expected a whole number"
            })
    void saysWhereAnEventIsNone(String text, String replacement, String message) {
        assertThatThrownBy(() -> read(CONNECT.replace(text, replacement)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(message);
    }

    @Test
    void namesTheLineOfTextThatIsNoJson() {
        assertThatThrownBy(() -> read(CONNECT + "\n" + CONNECT.substring(0, 30)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("line 2, event 2: not JSON: ");
    }

    @Test
    void refusesWhatIsNoEventAtAll() {
        assertThatThrownBy(() -> read("[17]")).hasMessage("line 1, event 1: expected an object, was VALUE_NUMBER_INT");
    }

    private static List<ConnectionEvent> read(String log) throws IOException {
        return ConnectionLogReader.read(new ByteArrayInputStream(log.getBytes(UTF_8)));
    }
}
