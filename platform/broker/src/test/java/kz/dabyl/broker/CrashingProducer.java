package kz.dabyl.broker;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * A process that runs a broker on a directory, appends numbers until it is killed, and writes each number to standard
 * output once it is acknowledged.
 */
final class CrashingProducer {

    static final String TOPIC = "numbers";

    private static final int LAST = 2_000_000;

    private CrashingProducer() {}

    @SuppressWarnings("FutureReturnValueIgnored") // the callback says the same
    public static void main(String[] args) throws Exception {
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        try (var broker = EmbeddedBroker.start(BrokerConfig.in(Path.of(args[0])))) {
            var clients = new Clients(broker.bootstrapServers());
            var topic = clients.createTopic(TOPIC);
            try (var producer = clients.producer(Map.of("linger.ms", 1))) {
                for (var i = 0; i < LAST; i++) {
                    var number = Integer.toString(i);
                    producer.send(Clients.record(topic, number), (metadata, failure) -> {
                        if (failure == null) {
                            out.println(number);
                        }
                    });
                }
            }
        }
    }
}
