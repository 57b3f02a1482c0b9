package kz.dabyl.app.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code dabyl import}: names the formats that it reads. */
@Command(
        name = "import",
        description = "Prints a recording made from what others have measured.",
        synopsisSubcommandLabel = "FORMAT")
final class ImportCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a format, such as ripe-atlas");
    }
}
