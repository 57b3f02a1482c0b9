package kz.dabyl.bench.ingest;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import kz.dabyl.broker.BrokerConfig;
import kz.dabyl.broker.EmbeddedBroker;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The broker's process: prints where it listens, and runs until it is told to end. */
@Command(name = "ingest-broker", hidden = true, description = "Part of ingest.")
public final class BrokerCommand implements Callable<Integer> {

    private final PrintStream result;

    @Option(names = "--data", required = true)
    private Path data = Path.of("");

    /** @param result takes the address */
    public BrokerCommand(PrintStream result) {
        this.result = result;
    }

    @Override
    public Integer call() throws InterruptedException {
        var broker = EmbeddedBroker.start(BrokerConfig.in(data));
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
        result.println(broker.bootstrapServers());
        new CountDownLatch(1).await();
        return 0;
    }
}
