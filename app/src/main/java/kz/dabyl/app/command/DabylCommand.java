package kz.dabyl.app.command;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code dabyl}: names its commands. */
@Command(
        name = "dabyl",
        description = "Watches mobile connectivity with many small probes and says where and for whom it was cut.",
        versionProvider = DabylCommand.Version.class,
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Every option can be given by an environment variable too: --http-port by DABYL_HTTP_PORT.",
            "Exit codes: 0 done, 1 failed, 2 the command line or an input file is wrong."
        })
final class DabylCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a command");
    }

    /** The version that the build wrote into the jar. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            var version = Optional.ofNullable(DabylCommand.class.getPackage().getImplementationVersion());
            return new String[] {"dabyl " + version.orElse("unpackaged")};
        }
    }
}
