package kz.dabyl.e2e.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;

/** Where the processes of a cluster stand: each has a place, by its number. */
interface Ground extends AutoCloseable {

    /** The address at which the others reach what stands at a place. */
    String host(int place);

    /** A port of that address on which nobody listens. */
    int freePort(int place) throws IOException;

    /** What comes before the command that starts something there. */
    List<String> enter(int place);

    @Override
    void close();

    /** All on loopback: nothing can be cut off. */
    static Ground loopback() {
        return new Ground() {

            @Override
            public String host(int place) {
                return "127.0.0.1";
            }

            @Override
            public int freePort(int place) throws IOException {
                try (var socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
                    return socket.getLocalPort();
                }
            }

            @Override
            public List<String> enter(int place) {
                return List.of();
            }

            @Override
            public void close() {
                // Nothing was made.
            }
        };
    }
}
