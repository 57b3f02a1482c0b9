package kz.dabyl.probe.command;

import java.net.URI;
import java.util.List;
import java.util.Set;
import kz.dabyl.model.InvalidInputException;

/** Addresses of collectors as people give them. */
final class Addresses {

    private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "[::1]", "localhost");

    private Addresses() {}

    /** @throws InvalidInputException if one is none, or would carry the token in the open */
    static List<URI> checked(List<URI> given) {
        if (given.isEmpty()) {
            throw new InvalidInputException(
                    "--to", "give the address of a collector, such as https://dabyl.example.org");
        }
        given.forEach(Addresses::check);
        if (given.stream().distinct().count() < given.size()) {
            throw new InvalidInputException("--to", "each address once");
        }
        return given;
    }

    private static void check(URI uri) {
        var host = uri.getHost();
        var scheme = String.valueOf(uri.getScheme());
        var rest = String.valueOf(uri.getPath()).length() > 1 || uri.getQuery() != null || uri.getUserInfo() != null;
        if (host == null || rest || !scheme.matches("https?")) {
            throw new InvalidInputException(
                    "--to", "expected an address such as https://dabyl.example.org, was " + uri);
        }
        if (scheme.equals("http") && !THIS_MACHINE.contains(host)) {
            throw new InvalidInputException(
                    "--to", "expected https, since everybody on the way could read along, was " + uri);
        }
    }
}
