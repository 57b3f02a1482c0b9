package kz.dabyl.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStream;
import java.io.PrintStream;
import kz.dabyl.app.command.ResultStream;
import kz.dabyl.bench.detection.DetectionCommand;
import kz.dabyl.bench.ingest.BrokerCommand;
import kz.dabyl.bench.ingest.EmptyServerCommand;
import kz.dabyl.bench.ingest.IngestCommand;
import kz.dabyl.bench.ingest.KafkaLoopCommand;
import kz.dabyl.bench.ingest.LoadCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code dabyl bench}: measurements that anyone can repeat. Exit codes as those of {@code dabyl}. */
public final class Main {

    private static final int FAILED = 1;
    private static final int WRONG_INPUT = 2;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(line(ResultStream.open(), System.err).execute(arguments));
    }

    /** The command line; each bench is one of its commands. */
    static CommandLine line(OutputStream result, PrintStream progress) {
        var lines = new PrintStream(result, true, UTF_8);
        return new CommandLine(new Bench())
                .addSubcommand(new DetectionCommand(result, progress))
                .addSubcommand(new SpeedCommand(lines))
                .addSubcommand(new IngestCommand(result, progress))
                .addSubcommand(new BrokerCommand(lines))
                .addSubcommand(new EmptyServerCommand(lines))
                .addSubcommand(new KafkaLoopCommand(lines))
                .addSubcommand(new LoadCommand(lines))
                .setUsageHelpAutoWidth(true)
                .setAbbreviatedOptionsAllowed(false)
                .setParameterExceptionHandler((e, arguments) -> {
                    progress.println("dabyl: " + e.getMessage());
                    return WRONG_INPUT;
                })
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    progress.println("dabyl: " + (e.getMessage() == null ? e : e.getMessage()));
                    return FAILED;
                });
    }

    /** Names the benches. */
    @Command(
            name = "dabyl bench",
            description = "Measures what Dabyl is worth, and how fast it is.",
            mixinStandardHelpOptions = true,
            scope = CommandLine.ScopeType.INHERIT,
            synopsisSubcommandLabel = "BENCH")
    static final class Bench implements Runnable {

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public void run() {
            throw new ParameterException(spec.commandLine(), "name a bench, such as detection");
        }
    }
}
