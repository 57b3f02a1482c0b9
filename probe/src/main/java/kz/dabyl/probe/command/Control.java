package kz.dabyl.probe.command;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import kz.dabyl.probe.agent.AgentLoop;

/**
 * Where a running agent hears that the machine is about to sleep: a socket in its folder, which only its owner may enter.
 * One thread serves it, one caller at a time.
 */
final class Control implements AutoCloseable {

    static final String SAID = "said";
    static final String NOT_HEARD = "not heard";

    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final int LONGEST = 64;

    private final Optional<ServerSocketChannel> server;
    private final Path socket;

    private Control(Optional<ServerSocketChannel> server, Path socket) {
        this.server = server;
        this.socket = socket;
    }

    /** Listens; where that cannot be done the agent works without. */
    static Control open(Path socket, AgentLoop loop, Streams streams) {
        return open(socket, loop, streams, LIMIT);
    }

    /** @param limit how long who asks waits for an answer */
    static Control open(Path socket, AgentLoop loop, Streams streams, Duration limit) {
        try {
            Files.deleteIfExists(socket);
            var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(socket));
            var thread = new Thread(null, () -> serve(server, loop, limit), "control", 128 * 1024);
            thread.setDaemon(true);
            thread.start();
            return new Control(Optional.of(server), socket);
        } catch (IOException | UnsupportedOperationException e) {
            streams.say("goodbyes before sleep cannot be asked for: " + e.getMessage());
            return new Control(Optional.empty(), socket);
        }
    }

    private static void serve(ServerSocketChannel server, AgentLoop loop, Duration limit) {
        while (server.isOpen()) {
            try (var caller = server.accept()) {
                caller.read(ByteBuffer.allocate(LONGEST));
                var said = loop.signOff(false, limit);
                caller.write(ByteBuffer.wrap((said ? SAID : NOT_HEARD).getBytes(US_ASCII)));
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                // The caller went away; the next one may stay.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Asks the agent that listens there to say goodbye; empty if none does. */
    static Optional<String> ask(Path socket) {
        try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            channel.write(ByteBuffer.wrap("goodbye\n".getBytes(US_ASCII)));
            var answer = ByteBuffer.allocate(LONGEST);
            channel.read(answer);
            return Optional.of(new String(answer.array(), 0, answer.position(), US_ASCII));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        if (server.isPresent()) {
            server.get().close();
            Files.deleteIfExists(socket);
        }
    }
}
