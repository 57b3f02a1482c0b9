package kz.dabyl.probe;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import kz.dabyl.probe.command.ProbeLine;
import kz.dabyl.probe.command.Streams;

/** The program {@code dabyl-probe}. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        var streams =
                new Streams(System.in, new FileOutputStream(FileDescriptor.out), System.err, System.getenv(), person());
        System.exit(ProbeLine.program(streams).execute(args));
    }

    /** Since JDK 22 there is a console even where nobody sits at it; then the question finds the end of the input. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean person() {
        return System.console() != null;
    }
}
