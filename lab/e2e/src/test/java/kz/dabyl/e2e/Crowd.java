package kz.dabyl.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Many connections on which every half second what came is read and the same few bytes are sent, or none; on those of the
 * deaf nothing is read at first. Thread-safe; one thread does it for all.
 */
final class Crowd implements AutoCloseable {

    private static final int PERIOD_MILLIS = 500;
    private static final int RECEIVE_BUFFER = 4096;
    private static final int REMEMBERED = 4096;

    private final List<Member> members = new ArrayList<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final byte[] drip;

    /** One connection. */
    private static final class Member {

        final SocketChannel channel;
        final StringBuilder heard = new StringBuilder();
        boolean closed;

        Member(SocketChannel channel) {
            this.channel = channel;
        }

        void turn(byte[] drip, byte[] into) {
            try {
                int count;
                while ((count = channel.read(ByteBuffer.wrap(into))) > 0) {
                    if (heard.length() < REMEMBERED) {
                        heard.append(new String(into, 0, count, US_ASCII));
                    }
                }
                closed = count < 0;
                if (!closed && drip.length > 0) {
                    channel.write(ByteBuffer.wrap(drip));
                }
            } catch (IOException e) {
                closed = true;
            }
        }
    }

    private Crowd(String drip) {
        this.drip = drip.getBytes(US_ASCII);
    }

    /** @param first what each says at once, {@code drip} what it says now and then */
    static Crowd of(int size, URI base, String first, String drip) throws IOException {
        var crowd = new Crowd(drip);
        for (var i = 0; i < size; i++) {
            crowd.join(base, first);
        }
        crowd.listen();
        return crowd;
    }

    /** Those who ask and read no answer until they are told to listen. */
    static Crowd deaf(URI base, List<String> requests) throws IOException {
        var crowd = new Crowd("");
        for (var request : requests) {
            crowd.join(base, request);
        }
        return crowd;
    }

    /**
     * The deaf as a process, for places that the test itself cannot be at: the address of the service and a folder, of which
     * each file is what one of them says. Says so when all have spoken, and stays.
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var requests = new ArrayList<String>();
        try (var files = Files.list(Path.of(arguments[1]))) {
            for (var file : files.toList()) {
                requests.add(Files.readString(file, US_ASCII));
            }
        }
        try (var crowd = deaf(URI.create(arguments[0]), requests)) {
            System.out.println(crowd.open() + " have spoken");
            new CountDownLatch(1).await();
        }
    }

    void listen() {
        var unused = thread.scheduleWithFixedDelay(this::turn, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void join(URI base, String first) throws IOException {
        var channel = SocketChannel.open();
        members.add(new Member(channel));
        channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
        channel.connect(new InetSocketAddress(base.getHost(), base.getPort()));
        channel.write(ByteBuffer.wrap(first.getBytes(US_ASCII)));
        channel.configureBlocking(false);
    }

    private synchronized void turn() {
        var into = new byte[4096];
        for (var member : members) {
            if (!member.closed) {
                member.turn(drip, into);
            }
        }
    }

    /** How many the other side has not closed. */
    synchronized int open() {
        return (int) members.stream().filter(member -> !member.closed).count();
    }

    /** How many have heard something that begins so. */
    synchronized int heard(String begin) {
        return (int) members.stream()
                .filter(member -> member.heard.indexOf(begin) == 0)
                .count();
    }

    @Override
    public void close() throws IOException {
        thread.shutdownNow();
        synchronized (this) {
            for (var member : members) {
                member.channel.close();
            }
        }
    }
}
