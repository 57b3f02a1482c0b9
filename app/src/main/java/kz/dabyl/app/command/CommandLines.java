package kz.dabyl.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.probe.command.ProbeLine;
import kz.dabyl.probe.command.Streams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/**
 * The whole command line. Exit codes: 0 done, 1 failed at run time, 2 the command line or an input file is wrong; both
 * failures say in one line on standard error what and where.
 */
public final class CommandLines {

    private static final Logger LOG = LoggerFactory.getLogger(CommandLines.class);
    private static final int FAILED = 1;
    private static final int WRONG_INPUT = 2;

    /** Measures, and tells nobody what time it is. */
    private static final String PROBE = "probe";

    private CommandLines() {}

    /** The command line of a process; {@link CommandLine#execute} gives the exit code. */
    public static CommandLine of(Terminal terminal) {
        return of(terminal, TimeZones.of(Runtime.version()));
    }

    /** The same where the JDK has these time zones. */
    static CommandLine of(Terminal terminal, TimeZones zones) {
        var line = new CommandLine(new DabylCommand());
        line.addSubcommand(new CommandLine(new ImportCommand())
                .addSubcommand(new ImportAtlasCommand(terminal))
                .addSubcommand(new ImportTelegrafCommand(terminal))
                .addSubcommand(new ImportAtlasConnectionsCommand(terminal))
                .addSubcommand(new ImportOoniCommand(terminal)));
        line.addSubcommand(ProbeLine.command(
                new Streams(terminal.in(), terminal.out(), terminal.err(), terminal.environment(), true)));
        line.addSubcommand(new RunCommand(terminal));
        line.addSubcommand(new BacktestCommand(terminal));
        line.addSubcommand(new DemoCommand(terminal));
        line.addSubcommand(new DetectCommand(terminal));
        line.addSubcommand(new RecordCommand(terminal));
        line.addSubcommand(new ReplayCommand(terminal));
        line.addSubcommand(new ScoreCommand(terminal));
        line.addSubcommand(new SimulateCommand(terminal));
        line.addSubcommand(new VerifyCommand(terminal));
        return line.setDefaultValueProvider(new EnvironmentDefaults(terminal.environment()))
                .setOut(writer(terminal.out()))
                .setErr(writer(terminal.err()))
                .setUsageHelpAutoWidth(true)
                .setAbbreviatedOptionsAllowed(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((e, args) -> wrongCommandLine(e))
                .setExecutionStrategy(parsed -> executed(parsed, zones))
                .setExecutionExceptionHandler((e, command, parsed) -> failed(e, command));
    }

    private static int executed(CommandLine.ParseResult parsed, TimeZones zones) {
        var chosen = parsed.subcommand();
        var probe = chosen != null && chosen.commandSpec().name().equals(PROBE);
        var help = CommandLine.executeHelpRequest(parsed);
        if (help != null) {
            return help;
        }
        if (!probe && zones.fault().isPresent()) {
            say(parsed.commandSpec().commandLine(), zones.fault().get());
            return FAILED;
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    private static PrintWriter writer(OutputStream out) {
        return new PrintWriter(new OutputStreamWriter(out, UTF_8), true);
    }

    private static int wrongCommandLine(CommandLine.ParameterException e) {
        var command = e.getCommandLine();
        say(command, e.getMessage() + " (see " + command.getCommandSpec().qualifiedName() + " --help)");
        return WRONG_INPUT;
    }

    private static int failed(Exception e, CommandLine command) {
        LOG.debug("{} failed", command.getCommandName(), e);
        say(command, e.getMessage() == null ? e.toString() : e.getMessage());
        return e instanceof BadInputException || e instanceof InvalidInputException ? WRONG_INPUT : FAILED;
    }

    /** Prints one line, whatever the message holds. */
    private static void say(CommandLine command, String message) {
        command.getErr().println("dabyl: " + message.replaceAll("\\s*\\R\\s*", " "));
    }
}
