package kz.dabyl.bench.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** One connection that has one request under way at most. Not thread-safe. */
final class Connection {

    private static final int ACCEPTED = 202;
    private static final int ANSWER_BYTES = 16 * 1024;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final RequestTemplate template;
    private final ByteBuffer answer = ByteBuffer.allocate(ANSWER_BYTES);
    private ByteBuffer request = ByteBuffer.allocate(0);
    private long begun;

    /** What came back. */
    record Answer(int status, long accepted, long nanos) {

        boolean taken() {
            return status == ACCEPTED;
        }
    }

    Connection(InetSocketAddress server, Selector selector, RequestTemplate template) throws IOException {
        this.template = template;
        channel = SocketChannel.open(server);
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    int reports() {
        return template.reports();
    }

    /** Sends the next request; its time counts from {@code begun}, by {@link System#nanoTime}. */
    void send(long begun) throws IOException {
        this.begun = begun;
        request = template.next();
        answer.clear();
        write();
    }

    private void write() throws IOException {
        channel.write(request);
        var wanted = request.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
        if (key.interestOps() != wanted) {
            key.interestOps(wanted);
        }
    }

    /** Goes on where the socket is ready; the answer if it is whole now, else null. */
    @Nullable
    Answer advance() throws IOException {
        if (key.isWritable()) {
            write();
        }
        if (!key.isReadable()) {
            return null;
        }
        if (channel.read(answer) < 0) {
            throw new IOException("the server closed a connection");
        }
        return whole();
    }

    private @Nullable Answer whole() throws IOException {
        var text = new String(answer.array(), 0, answer.position(), ISO_8859_1);
        var bodyAt = text.indexOf("\r\n\r\n") + 4;
        if (bodyAt < 4) {
            return null;
        }
        var length = number(text, "content-length: ");
        if (length < 0) {
            throw new IOException("an answer without Content-Length: " + text);
        }
        if (text.length() < bodyAt + length) {
            return null;
        }
        var status = Integer.parseInt(text, 9, 12, 10);
        return new Answer(status, Math.max(0, number(text, "\"accepted\":")), System.nanoTime() - begun);
    }

    /** The number behind {@code label}, -1 if there is none. */
    private static long number(String text, String label) {
        var from = text.indexOf(label);
        if (from < 0) {
            return -1;
        }
        var value = 0L;
        for (var i = from + label.length(); i < text.length() && Character.isDigit(text.charAt(i)); i++) {
            value = value * 10 + text.charAt(i) - '0';
        }
        return value;
    }

    void close() throws IOException {
        channel.close();
    }
}
