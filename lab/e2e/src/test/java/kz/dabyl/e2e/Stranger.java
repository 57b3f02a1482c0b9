package kz.dabyl.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PemTrustOptions;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A client at an address of its own that says byte by byte what a test wants. */
final class Stranger {

    static final List<Path> CONNECTIONS = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));

    private static final int PATIENCE_MILLIS = 20_000;
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)\r\n");

    private final InetAddress address;
    private final URI base;

    /** @param address of loopback, literal */
    Stranger(byte[] address, URI base) throws IOException {
        this.address = InetAddress.getByAddress(address);
        this.base = base;
    }

    /** One that ends its connection and says for whom a proxy has forwarded it. */
    static byte[] request(String what, String token, String header, String body) {
        var type = header.startsWith("content-type") ? "y: x" : "content-type: application/json";
        var length = header.startsWith("content-length") ? header : header + "\r\ncontent-length: " + body.length();
        return """
                %s HTTP/1.1\r
                host: dabyl\r
                connection: close\r
                authorization: Bearer %s\r
                %s\r
                x-dabyl-reason: a try\r
                x-forwarded-for: 203.0.113.77, 2001:db8::dead:beef\r
                x-real-ip: 203.0.113.77\r
                forwarded: for=203.0.113.77;by="[2001:db8::dead:beef]"\r
                %s\r
                \r
                %s""".formatted(what, token, type, length, body).getBytes(UTF_8);
    }

    /** A report on a connection that stays. */
    static byte[] staying(String token, String body) {
        var once = new String(request("POST /v1/reports", token, "x: y", body), UTF_8);
        return once.replace("connection: close", "connection: keep-alive").getBytes(UTF_8);
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

    /** Asks within TLS and reads no answer. */
    Socket askDeaf(byte[] bytes, SSLContext trust) throws IOException {
        var secure = (SSLSocket) trust.getSocketFactory().createSocket(connect(), base.getHost(), base.getPort(), true);
        secure.startHandshake();
        secure.getOutputStream().write(bytes);
        return secure;
    }

    /** Whether the service has not closed the connection, as Linux knows: a peer that does not read is told of no end. */
    boolean isHeld(Socket socket) throws IOException {
        var bytes = address.getAddress();
        var peer = "%02X%02X%02X%02X:%04X 01".formatted(bytes[3], bytes[2], bytes[1], bytes[0], socket.getLocalPort());
        for (var table : CONNECTIONS) {
            if (Files.readString(table).contains(peer)) {
                return true;
            }
        }
        return false;
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

    /** Sends requests over one connection that stays, each once the answer to the one before has come by its length. */
    List<String> converse(List<byte[]> requests) throws IOException {
        var answers = new ArrayList<String>();
        try (var socket = connect()) {
            var in = new BufferedInputStream(socket.getInputStream());
            for (var request : requests) {
                socket.getOutputStream().write(request);
                answers.add(answer(in));
            }
        }
        return answers;
    }

    private static String answer(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            var next = in.read();
            if (next < 0) {
                throw new EOFException("the connection ended after: " + head);
            }
            head.append((char) next);
        }
        var length = LENGTH.matcher(head);
        if (!length.find()) {
            throw new IOException("an answer without a length: " + head);
        }
        return head + new String(in.readNBytes(Integer.parseInt(length.group(1))), ISO_8859_1);
    }

    /** Sends a report over HTTP/2 within TLS; gives version and status of the answer. */
    String reportOverHttp2(String trustedPem, Map<String, String> fields, String report) throws Exception {
        var vertx = Vertx.vertx();
        try {
            var client = vertx.createHttpClient(new HttpClientOptions()
                    .setLocalAddress(address.getHostAddress())
                    .setSsl(true)
                    .setUseAlpn(true)
                    .setProtocolVersion(HttpVersion.HTTP_2)
                    .setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(trustedPem))));
            return client.request(HttpMethod.POST, base.getPort(), base.getHost(), "/v1/reports")
                    .compose(request -> {
                        fields.forEach(request::putHeader);
                        return request.send(report);
                    })
                    .map(answer -> answer.version() + " " + answer.statusCode())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Sends bytes and is gone, with a reset, before there is an answer. */
    void abort(byte[] bytes) throws IOException {
        try (var socket = connect()) {
            socket.setSoLinger(true, 0);
            socket.getOutputStream().write(bytes);
        }
    }
}
