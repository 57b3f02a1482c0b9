package kz.dabyl.probe.command;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** What this program is called in reports and by {@code --version}. */
final class Software implements IVersionProvider {

    static String name() {
        return "dabyl-probe/" + version();
    }

    private static String version() {
        return Optional.ofNullable(Software.class.getPackage().getImplementationVersion())
                .orElse("unpackaged");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"dabyl-probe " + version()};
    }
}
