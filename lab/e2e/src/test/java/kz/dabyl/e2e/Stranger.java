package kz.dabyl.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A client at an address of its own that says byte by byte what a test wants. One connection for each request. */
final class Stranger {

    private static final int PATIENCE_MILLIS = 20_000;

    private final InetAddress address;
    private final URI base;

    /** @param address of loopback, literal */
    Stranger(byte[] address, URI base) throws IOException {
        this.address = InetAddress.getByAddress(address);
        this.base = base;
    }

    private Socket connect() throws IOException {
        var socket = new Socket();
        socket.bind(new InetSocketAddress(address, 0));
        socket.connect(new InetSocketAddress(base.getHost(), base.getPort()), PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    /** Sends bytes and gives what comes back until the other side closes. */
    String exchange(byte[] bytes) throws IOException {
        try (var socket = connect()) {
            return exchange(socket, bytes);
        }
    }

    /** The same within TLS. */
    String exchange(byte[] bytes, SSLContext trust) throws IOException {
        try (var socket = connect();
                var secure = (SSLSocket)
                        trust.getSocketFactory().createSocket(socket, base.getHost(), base.getPort(), true)) {
            secure.startHandshake();
            return exchange(secure, bytes);
        }
    }

    private static String exchange(Socket socket, byte[] bytes) throws IOException {
        var answer = new ByteArrayOutputStream();
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            socket.getInputStream().transferTo(answer);
        } catch (IOException e) {
            // Closed while we still spoke: what was answered until then is the answer.
            answer.flush();
        }
        return answer.toString(ISO_8859_1);
    }

    /** Sends bytes and is gone, with a reset, before there is an answer. */
    void abort(byte[] bytes) throws IOException {
        try (var socket = connect()) {
            socket.setSoLinger(true, 0);
            socket.getOutputStream().write(bytes);
        }
    }
}
