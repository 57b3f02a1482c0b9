package kz.dabyl.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.server.ServerSocketFactory;

/**
 * Listening sockets on free loopback ports, opened before Kafka's configuration is written and handed over when Kafka
 * opens its listeners. So the ports that the configuration names are already ours, and no other process can take one
 * in between.
 *
 * <p>Kafka closes the sockets that it was handed; {@link #close()} is for those that it never asked for. Thread-safe.
 */
final class LoopbackSockets implements ServerSocketFactory, AutoCloseable {

    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final int BACKLOG = 128;

    private final Map<String, ServerSocketChannel> waiting = new LinkedHashMap<>();
    private final Map<String, InetSocketAddress> addresses = new LinkedHashMap<>();

    private LoopbackSockets() {}

    static LoopbackSockets open(String... listeners) throws IOException {
        var sockets = new LoopbackSockets();
        try {
            for (var listener : listeners) {
                sockets.bind(listener);
            }
        } catch (IOException e) {
            sockets.close();
            throw e;
        }
        return sockets;
    }

    private synchronized void bind(String listener) throws IOException {
        var channel = ServerSocketChannel.open();
        waiting.put(listener, channel);
        channel.configureBlocking(false);
        var loopback = InetAddress.getByAddress(LOOPBACK);
        channel.bind(new InetSocketAddress(loopback, 0), BACKLOG);
        addresses.put(listener, new InetSocketAddress(loopback, channel.socket().getLocalPort()));
    }

    /** {@code 127.0.0.1:port} of a listener. */
    String address(String listener) {
        var address = socketAddress(listener);
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    synchronized InetSocketAddress socketAddress(String listener) {
        var address = addresses.get(listener);
        if (address == null) {
            throw new IllegalArgumentException("no listener " + listener + ", only " + addresses.keySet());
        }
        return address;
    }

    @Override
    public synchronized ServerSocketChannel openServerSocket(
            String listener, InetSocketAddress address, int backlog, int receiveBuffer) throws IOException {
        var channel = waiting.remove(listener);
        if (channel == null) {
            throw new IOException("no socket waits for listener " + listener + " at " + address.getPort());
        }
        return channel;
    }

    @Override
    public synchronized void close() {
        waiting.forEach((listener, channel) -> Utils.closeQuietly(channel, "socket of listener " + listener));
        waiting.clear();
    }
}
