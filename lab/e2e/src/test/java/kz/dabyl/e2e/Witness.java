package kz.dabyl.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Tells, beside the collector, when a broker's connections end and when it is back; times by {@link System#nanoTime}. */
final class Witness {

    private static final String TOPIC = "dabyl-witness";

    private final int port;

    Witness(String broker) {
        port = Integer.parseInt(broker.substring(broker.indexOf(':') + 1));
    }

    /** A connection that the broker has taken. */
    Socket connected() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }

    /** Waits until the broker's system has closed the connection. */
    static long ended(Socket connection) {
        try (connection) {
            var unused = connection.getInputStream().read();
        } catch (IOException e) {
            // Ended by a reset: no less.
        }
        return System.nanoTime();
    }

    /** Waits until a connection is taken again. */
    long listening() {
        while (true) {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
                return System.nanoTime();
            } catch (IOException e) {
                Thread.onSpinWait();
            }
        }
    }

    /** Waits until a client that tries without a pause has a record acknowledged. */
    long writable() {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                "127.0.0.1:" + port,
                "acks",
                "all",
                "reconnect.backoff.ms",
                20,
                "reconnect.backoff.max.ms",
                20,
                "retry.backoff.ms",
                20,
                "retry.backoff.max.ms",
                20);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(TOPIC, TOPIC.getBytes(UTF_8))).get();
            return System.nanoTime();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker is not back", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("nobody waits any more", e);
        }
    }
}
