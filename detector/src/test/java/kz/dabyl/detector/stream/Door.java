package kz.dabyl.detector.stream;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/** An address that stays while the broker behind it comes, goes and moves. Nobody behind it: connections end at once. */
final class Door implements AutoCloseable {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final ServerSocket door;
    private volatile @Nullable String behind;

    Door() throws IOException {
        door = new ServerSocket(0, 50, LOOPBACK);
        daemon(this::welcome).start();
    }

    /** {@code 127.0.0.1:port}. */
    String address() {
        return LOOPBACK.getHostAddress() + ":" + door.getLocalPort();
    }

    /** From now on leads to {@code address}, or nowhere. */
    void leadTo(@Nullable String address) {
        behind = address;
    }

    private void welcome() {
        while (!door.isClosed()) {
            try {
                lead(door.accept());
            } catch (IOException e) {
                // Closed, or nobody behind it any more: the visitor comes again.
            }
        }
    }

    private void lead(Socket visitor) throws IOException {
        var address = behind;
        if (address == null) {
            visitor.close();
            return;
        }
        var host = new Socket(LOOPBACK, Integer.parseInt(address.substring(address.indexOf(':') + 1)));
        daemon(() -> carry(visitor, host)).start();
        daemon(() -> carry(host, visitor)).start();
    }

    private static void carry(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One side hung up: both are closed.
        }
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work, "door");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
