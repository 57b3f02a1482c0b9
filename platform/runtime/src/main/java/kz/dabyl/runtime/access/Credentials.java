package kz.dabyl.runtime.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kz.dabyl.runtime.http.Problem;
import kz.dabyl.runtime.secrets.SecretFile;
import org.jspecify.annotations.Nullable;

/**
 * The deployment's secrets: who operate it, who relays for any probe, and the keys that probe tokens are made with.
 * Comparison takes constant time; no secret is ever logged. Immutable.
 */
public final class Credentials {

    private static final int SECRET_BYTES = 32;

    /** A token that fits none is tried with each: a stranger must not make us calculate for long. */
    private static final int MOST_PROBE_KEYS = 8;

    private static final String BEARER = "Bearer ";

    private final String operatorToken;
    private final String relayToken;
    private final Map<String, byte[]> operators;
    private final byte[] relayBytes;
    private final List<byte[]> probeKeys;

    /** What a token from the configuration allows. */
    public enum Role {
        OPERATOR,
        RELAY
    }

    /** With one key for the tokens of probes. */
    public Credentials(String operatorToken, String relayToken, byte[] probeKey) {
        this(operatorToken, relayToken, List.of(probeKey));
    }

    /**
     * @param probeKeys secrets of at least 32 bytes from which probe tokens are derived: new ones from the first, those of
     *     the others are still valid
     * @throws IllegalArgumentException if one of the secrets is blank or short, so that no empty credential ever fits
     */
    public Credentials(String operatorToken, String relayToken, List<byte[]> probeKeys) {
        this(operatorToken, relayToken, probeKeys, List.of());
    }

    /** The same, with operators who have tokens of their own. */
    public Credentials(String operatorToken, String relayToken, List<byte[]> probeKeys, List<OperatorToken> named) {
        if (operatorToken.isBlank() || relayToken.isBlank()) {
            throw new IllegalArgumentException("the operator's and the relays' token must not be blank");
        }
        if (operatorToken.equals(relayToken)) {
            throw new IllegalArgumentException("the operator's and the relays' token must differ");
        }
        for (var one : named) {
            if (one.token().equals(operatorToken) || one.token().equals(relayToken)) {
                throw new IllegalArgumentException(one + " must differ from the operator's and the relays'");
            }
        }
        if (probeKeys.isEmpty() || probeKeys.size() > MOST_PROBE_KEYS) {
            throw new IllegalArgumentException(
                    "there must be 1 to " + MOST_PROBE_KEYS + " probe keys, there are " + probeKeys.size());
        }
        for (var key : probeKeys) {
            if (key.length < SECRET_BYTES) {
                throw new IllegalArgumentException(
                        "a probe key needs at least " + SECRET_BYTES + " bytes, one has " + key.length);
            }
        }
        this.operatorToken = operatorToken;
        this.relayToken = relayToken;
        operators = new LinkedHashMap<>();
        operators.put(OperatorToken.SHARED, operatorToken.getBytes(UTF_8));
        named.forEach(one -> operators.put(one.name(), one.token().getBytes(UTF_8)));
        relayBytes = relayToken.getBytes(UTF_8);
        this.probeKeys = probeKeys.stream().map(byte[]::clone).toList();
    }

    /**
     * Takes tokens as given, and makes and keeps those that are not (or blank) in {@code directory} with mode 0600, one
     * file each: {@code operator-token}, {@code relay-token}, {@code probe-key}. The last may hold several keys, a line
     * each, the newest first. Operators with tokens of their own are those in {@code operator-tokens}, if there is such a
     * file: a name and a token on each line. Empty lines and those that begin with {@code #} say nothing in both.
     *
     * @throws IOException if the directory cannot be written
     */
    public static Credentials load(Path directory, Optional<String> operatorToken, Optional<String> relayToken)
            throws IOException {
        Files.createDirectories(directory);
        var operator = givenOrKept(operatorToken, directory.resolve("operator-token"), "op_");
        var relay = givenOrKept(relayToken, directory.resolve("relay-token"), "relay_");
        var keys = SecretFile.lines(SecretFile.kept(directory.resolve("probe-key"), "")).stream()
                .map(line -> line.getBytes(UTF_8))
                .toList();
        return new Credentials(operator, relay, keys, OperatorToken.read(directory.resolve("operator-tokens")));
    }

    private static String givenOrKept(Optional<String> given, Path file, String prefix) throws IOException {
        var token = given.map(String::strip).filter(text -> !text.isEmpty());
        return token.isPresent() ? token.get() : SecretFile.kept(file, prefix);
    }

    /** The bearer token of a request. */
    public static Optional<String> bearer(HttpServerRequest request) {
        return bearer(request.getHeader(HttpHeaders.AUTHORIZATION));
    }

    /** The bearer token in the value of a header field. */
    public static Optional<String> bearer(@Nullable String header) {
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Optional.of(header.substring(BEARER.length()).strip())
                : Optional.empty();
    }

    /** The role of a token, if it is one of those from the configuration. */
    public Optional<Role> role(String token) {
        var operator = operator(token);
        var relay = MessageDigest.isEqual(token.getBytes(UTF_8), relayBytes);
        if (operator.isPresent()) {
            return Optional.of(Role.OPERATOR);
        }
        return relay ? Optional.of(Role.RELAY) : Optional.empty();
    }

    /** The name of a token, if it is an operator's: what history says of who did something. */
    public Optional<String> operator(String token) {
        // All are compared always, so that time tells nothing about which one was nearer.
        var bytes = token.getBytes(UTF_8);
        Optional<String> found = Optional.empty();
        for (var one : operators.entrySet()) {
            if (MessageDigest.isEqual(bytes, one.getValue())) {
                found = Optional.of(one.getKey());
            }
        }
        return found;
    }

    /** The name of the operator's token that a request bears; empty if it bears none. */
    public Optional<String> operator(HttpServerRequest request) {
        return bearer(request).flatMap(this::operator);
    }

    /** Whether the request bears an operator's token. */
    public boolean operates(HttpServerRequest request) {
        return operator(request).isPresent();
    }

    /** What to answer a request that is the operator's alone to make; empty if it bears the operator's token. */
    public Optional<Problem> operatorsOnly(HttpServerRequest request) {
        var role = bearer(request).flatMap(this::role);
        if (role.isEmpty()) {
            return Optional.of(Problem.unauthorized());
        }
        return role.get() == Role.OPERATOR ? Optional.empty() : Optional.of(Problem.operatorsOnly());
    }

    /** The newest first. */
    public List<byte[]> probeKeys() {
        return probeKeys.stream().map(byte[]::clone).toList();
    }

    public String operatorToken() {
        return operatorToken;
    }

    public String relayToken() {
        return relayToken;
    }
}
