package kz.dabyl.lab;

import java.io.PrintStream;
import picocli.CommandLine;

/** {@code dabyl lab}: cuts networks for real and asks what is said of it. Exit codes as those of {@code dabyl}. */
public final class Main {

    private static final int FAILED = 1;
    private static final int WRONG_INPUT = 2;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(line(System.err).execute(arguments));
    }

    static CommandLine line(PrintStream progress) {
        return new CommandLine(new LabCommand(progress))
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler((e, arguments) -> {
                    progress.println("dabyl: " + e.getMessage());
                    return WRONG_INPUT;
                })
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    progress.println("dabyl: " + e);
                    return FAILED;
                });
    }
}
