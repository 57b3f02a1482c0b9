package kz.dabyl.broker;

import java.nio.file.Path;
import org.apache.kafka.common.utils.Exit;

/** A process that has to do with an embedded broker, and asks Kafka to end it from a thread that has not. */
final class LeavingProcess {

    static final int STATUS = 7;

    private LeavingProcess() {}

    public static void main(String[] args) {
        var unused = new BrokerThreads(Path.of(args[0]), new Faults());
        Exit.exit(STATUS);
    }
}
