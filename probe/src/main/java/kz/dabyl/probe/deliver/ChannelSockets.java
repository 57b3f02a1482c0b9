package kz.dabyl.probe.deliver;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLSocketFactory;

/**
 * Sockets for TLS that stand on channels: an interrupt closes those, so whoever waits too long for a server that drips can
 * be called off. The JDK's client asks for a socket, connects it, and has TLS put on it. Thread-safe.
 */
final class ChannelSockets extends SSLSocketFactory {

    private final SSLSocketFactory tls;

    ChannelSockets(SSLSocketFactory tls) {
        this.tls = tls;
    }

    @Override
    public Socket createSocket() throws IOException {
        return SocketChannel.open().socket();
    }

    @Override
    public Socket createSocket(Socket below, String host, int port, boolean autoClose) throws IOException {
        return tls.createSocket(below, host, port, autoClose);
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return tls.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return tls.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw unasked();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
        throw unasked();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw unasked();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
        throw unasked();
    }

    /** The client connects by itself, within its own limit of time. */
    private static IOException unasked() {
        return new IOException("sockets are connected by whoever asks for them");
    }
}
