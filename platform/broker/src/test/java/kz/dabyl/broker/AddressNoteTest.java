package kz.dabyl.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddressNoteTest {

    @TempDir
    private Path data = Path.of("");

    @Test
    void findsNothingInADirectoryThatNoBrokerEverUsed() {
        assertThat(EmbeddedBroker.runningAt(data)).isEmpty();
        assertThat(EmbeddedBroker.runningAt(data.resolve("none"))).isEmpty();
    }

    @Test
    void doesNotBelieveANoteAtWhoseAddressNobodyListens() throws Exception {
        LogDirectory.formatIfNew(data.resolve("kafka"));
        try (var sockets = LoopbackSockets.open("gone")) {
            AddressNote.write(data, sockets.address("gone"));
        }

        assertThat(EmbeddedBroker.runningAt(data)).isEmpty();
    }

    @Test
    void doesNotBelieveANoteAtWhoseAddressSomebodyListensWhoIsNoBroker() throws Exception {
        LogDirectory.formatIfNew(data.resolve("kafka"));
        try (var sockets = LoopbackSockets.open("mute")) {
            AddressNote.write(data, sockets.address("mute"));

            assertThat(EmbeddedBroker.runningAt(data)).isEmpty();
        }
    }

    @Test
    void neverLeavesTheMachine() throws Exception {
        LogDirectory.formatIfNew(data.resolve("kafka"));
        AddressNote.write(data, "192.0.2.1:9092");

        assertThat(EmbeddedBroker.runningAt(data)).isEmpty();
    }
}
