package kz.dabyl.probe.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.Locale;
import java.util.Map;
import kz.dabyl.model.InvalidInputException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The command line of a probe, as a program of its own or as a command of {@code dabyl}. */
public final class ProbeLine {

    private static final int FAILED = 1;
    private static final int WRONG = 2;

    private ProbeLine() {}

    /** The command {@code probe} with its own commands. */
    public static CommandLine command(Streams streams) {
        return new CommandLine(new ProbeCommand(streams))
                .addSubcommand(new PanicCommand(streams))
                .addSubcommand(new GoodbyeCommand(streams));
    }

    /** The program {@code dabyl-probe}. */
    public static CommandLine program(Streams streams) {
        var program = command(streams).setCommandName("dabyl-probe");
        helped(program);
        program.getSubcommands().values().forEach(ProbeLine::helped);
        return program.setDefaultValueProvider(argument -> fromEnvironment(argument, streams.environment()))
                .setOut(new PrintWriter(new OutputStreamWriter(streams.out(), UTF_8), true))
                .setErr(new PrintWriter(streams.err(), true, UTF_8))
                .setUsageHelpAutoWidth(true)
                .setAbbreviatedOptionsAllowed(false)
                .setParameterExceptionHandler((e, args) -> failed(streams, e.getMessage() + " (see --help)", WRONG))
                .setExecutionExceptionHandler((e, command, parsed) ->
                        failed(streams, words(e), e instanceof InvalidInputException ? WRONG : FAILED));
    }

    /** As a command of {@code dabyl} it has these from there. */
    private static void helped(CommandLine command) {
        command.getCommandSpec().mixinStandardHelpOptions(true).versionProvider(new Software());
    }

    private static @Nullable String fromEnvironment(ArgSpec argument, Map<String, String> environment) {
        if (!(argument instanceof OptionSpec option)) {
            return null;
        }
        var name = option.longestName().replaceFirst("^-+", "").replace('-', '_');
        var value = environment.getOrDefault("DABYL_" + name.toUpperCase(Locale.ROOT), "");
        return value.isEmpty() ? null : value;
    }

    /** Of failures with files the JDK often says no more than the name. */
    private static String words(Exception e) {
        if (e instanceof AccessDeniedException denied) {
            return denied.getFile() + " may not be read or written by this user";
        }
        return e.getMessage() == null || e instanceof FileSystemException ? e.toString() : e.getMessage();
    }

    private static int failed(Streams streams, String message, int code) {
        streams.say(message.replaceAll("\\s*\\R\\s*", " "));
        return code;
    }
}
