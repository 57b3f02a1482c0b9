package kz.dabyl.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class LoopbackSocketsTest {

    @Test
    void handsOutASocketThatIsBoundToLoopbackAlready() throws Exception {
        try (var sockets = LoopbackSockets.open("a", "b");
                var channel = sockets.openServerSocket("a", sockets.socketAddress("a"), 50, -1)) {
            var local = (InetSocketAddress) channel.getLocalAddress();

            assertThat(local.getAddress().isLoopbackAddress()).isTrue();
            assertThat(sockets.address("a")).isEqualTo("127.0.0.1:" + local.getPort());
            assertThat(sockets.address("b")).isNotEqualTo(sockets.address("a"));
        }
    }

    @Test
    void handsOutEachSocketOnce() throws Exception {
        try (var sockets = LoopbackSockets.open("a");
                var channel = sockets.openServerSocket("a", sockets.socketAddress("a"), 50, -1)) {
            assertThat(channel.isOpen()).isTrue();
            assertThatThrownBy(() -> sockets.openServerSocket("a", sockets.socketAddress("a"), 50, -1))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void closesWhatNobodyAskedForAndNothingElse() throws Exception {
        var sockets = LoopbackSockets.open("asked", "forgotten");
        try (var channel = sockets.openServerSocket("asked", sockets.socketAddress("asked"), 50, -1)) {
            sockets.close();

            assertThat(channel.isOpen()).isTrue();
            assertThatThrownBy(() -> sockets.openServerSocket("forgotten", sockets.socketAddress("asked"), 50, -1))
                    .isInstanceOf(IOException.class);
        }
    }
}
