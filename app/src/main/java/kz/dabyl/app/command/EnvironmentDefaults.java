package kz.dabyl.app.command;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Gives every option that is absent from the command line the value of its environment variable: {@code --http-port}
 * that of {@code DABYL_HTTP_PORT}. An option may name another one by its description key. An empty variable counts as
 * absent. What asks for help or for the version has none: images bear their own version in {@code DABYL_VERSION}.
 */
final class EnvironmentDefaults implements IDefaultValueProvider {

    private static final String PREFIX = "DABYL_";

    private final Map<String, String> environment;

    EnvironmentDefaults(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option) || option.usageHelp() || option.versionHelp()) {
            return null;
        }
        var value = environment.get(variable(option));
        if (value == null || value.isEmpty()) {
            return null;
        }
        return option.type() == boolean.class ? truth(value) : value;
    }

    /** Switches are written in many ways; what is none of them is left for the refusal to name. */
    private static String truth(String value) {
        return switch (value.strip().toLowerCase(Locale.ROOT)) {
            case "1", "true", "yes", "on" -> "true";
            case "0", "false", "no", "off" -> "false";
            default -> value;
        };
    }

    static String variable(OptionSpec option) {
        var key = option.descriptionKey();
        return key != null && key.startsWith(PREFIX)
                ? key
                : PREFIX
                        + option.longestName()
                                .replaceFirst("^-+", "")
                                .replace('-', '_')
                                .toUpperCase(Locale.ROOT);
    }
}
