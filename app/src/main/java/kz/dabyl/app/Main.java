package kz.dabyl.app;

import kz.dabyl.app.command.CommandLines;
import kz.dabyl.app.command.ResultStream;
import kz.dabyl.app.command.Terminal;
import org.apache.logging.log4j.LogManager;

/** The program {@code dabyl}. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        var terminal = new Terminal(System.in, ResultStream.open(), System.err, System.getenv());
        var exitCode = CommandLines.of(terminal).execute(args);
        LogManager.shutdown();
        System.exit(exitCode);
    }
}
