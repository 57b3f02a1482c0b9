package kz.dabyl.app.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import kz.dabyl.app.recording.LogRecorder;
import kz.dabyl.app.recording.TimeRange;
import kz.dabyl.model.RecordingWriter;
import kz.dabyl.runtime.kafka.KafkaAccess;
import kz.dabyl.runtime.secrets.SecretFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code dabyl record}: what the log holds of a time, as a recording. */
@Command(
        name = "record",
        description = {
            "Prints what the log holds of a time as a recording.",
            "Probes get names that last for one recording and differ from day to day. Reads the log through, whatever the"
                    + " time asked for, since what was replayed into it may be of any time."
        })
final class RecordCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = TimeText.class,
            description = "First moment, such as 2021-04-24T07:00:00Z (default: all that is kept).")
    private Optional<Long> from = Optional.empty();

    @Option(
            names = "--to",
            paramLabel = "TIME",
            // DABYL_TO is the address that a probe reports to.
            descriptionKey = "DABYL_RECORD_TO",
            converter = TimeText.class,
            description = "First moment after it.")
    private Optional<Long> to = Optional.empty();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description =
                    "Data directory of the service; its broker is used if it runs, else started for as long as this"
                            + " takes (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT,…",
            description = "A cluster instead; --data then only holds the key for the probes' names.")
    private Optional<String> kafka = Optional.empty();

    @Option(names = "--raw", description = "Keep the names that probes really have.")
    private boolean raw;

    RecordCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        var range = new TimeRange(from.orElse(Long.MIN_VALUE), to.orElse(Long.MAX_VALUE));
        if (range.from() >= range.to()) {
            throw new BadInputException("--to must be later than --from");
        }
        LogAddress.use(kafka, data, servers -> record(servers, range));
        return 0;
    }

    private void record(String bootstrapServers, TimeRange range) throws IOException {
        var key = raw ? Optional.<byte[]>empty() : Optional.of(key());
        try (var recording = new RecordingWriter(terminal.out())) {
            var unreadable =
                    LogRecorder.record(new KafkaAccess(bootstrapServers, "dabyl-record"), range, key, recording::write);
            if (unreadable > 0) {
                terminal.err().println("dabyl: " + unreadable + " records of the log could not be read");
            }
        }
    }

    private byte[] key() throws IOException {
        Files.createDirectories(data);
        return SecretFile.kept(data.resolve("record-key"), "").getBytes(StandardCharsets.UTF_8);
    }
}
