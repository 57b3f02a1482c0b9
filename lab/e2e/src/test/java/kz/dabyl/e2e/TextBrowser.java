package kz.dabyl.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Browsers that know neither pictures nor scripts nor styles, and print what people would read. */
final class TextBrowser {

    private static final Map<String, List<String>> ARGUMENTS = Map.of(
            "w3m", List.of("-dump", "-cols", "300", "-I", "UTF-8", "-O", "UTF-8"),
            "lynx", List.of("-dump", "-nolist", "-width=300", "-display_charset=UTF-8"));

    private TextBrowser() {}

    /** The page at {@code address} in one line. */
    static String read(Path program, URI address) throws IOException {
        var name = program.getFileName().toString();
        var builder = new ProcessBuilder(program.toString());
        builder.command().addAll(ARGUMENTS.getOrDefault(name, List.of()));
        builder.command().add(address.toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        try (var output = builder.start().getInputStream()) {
            return new String(output.readAllBytes(), UTF_8).replaceAll("\\s+", " ");
        }
    }
}
