package kz.dabyl.runtime.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import kz.dabyl.runtime.secrets.SecretFile;

/**
 * A token by which one person operates the deployment. It allows what the shared one allows, and history tells its bearer
 * from others. Immutable; the token is never logged.
 *
 * @param name what history calls whoever bears it
 */
public record OperatorToken(String name, String token) {

    /** The name of the token that all operators share. */
    static final String SHARED = "operator";

    /** Who history says changed something where it was no person, or nobody knows which. */
    private static final Set<String> TAKEN = Set.of(SHARED, "file", "default");

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,39}");
    private static final int LEAST_CHARACTERS = 20;
    private static final Pattern GAP = Pattern.compile("\\s+");

    public OperatorToken {
        if (!NAME.matcher(name).matches() || TAKEN.contains(name)) {
            throw new IllegalArgumentException(
                    "the name of an operator's token must be 1 to 40 letters, digits, '.', '_'"
                            + " and '-', and none of " + TAKEN.stream().sorted().toList() + ", was '" + name + "'");
        }
        if (token.length() < LEAST_CHARACTERS) {
            throw new IllegalArgumentException(
                    "the token of " + name + " must have at least " + LEAST_CHARACTERS + " characters");
        }
    }

    /** Those in {@code file}, a name and its token on each line; none if there is no file. */
    static List<OperatorToken> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        SecretFile.warnOfReaders(file);
        var tokens = SecretFile.lines(Files.readString(file)).stream()
                .map(OperatorToken::parse)
                .toList();
        mustDiffer(tokens, file);
        return tokens;
    }

    private static OperatorToken parse(String line) {
        var parts = GAP.split(line, 2);
        if (parts.length < 2 || GAP.matcher(parts[1]).find()) {
            throw new IllegalArgumentException("a line of operator-tokens must be a name, a blank and a token");
        }
        return new OperatorToken(parts[0], parts[1]);
    }

    private static void mustDiffer(List<OperatorToken> tokens, Path file) {
        var names = new HashSet<String>();
        var secrets = new HashSet<String>();
        for (var one : tokens) {
            if (!names.add(one.name) || !secrets.add(one.token)) {
                throw new IllegalArgumentException(
                        "the names in " + file + " must differ, and so must the tokens: see " + one.name);
            }
        }
    }

    @Override
    public String toString() {
        return "the token of " + name;
    }
}
