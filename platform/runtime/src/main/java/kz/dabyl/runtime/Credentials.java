package kz.dabyl.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The deployment's secrets: who operate it, who relays for any probe, and the keys that probe tokens are made with.
 * Comparison takes constant time; no secret is ever logged. Immutable.
 */
public final class Credentials {

    private static final Logger LOG = LoggerFactory.getLogger(Credentials.class);
    private static final int SECRET_BYTES = 32;

    /** A token that fits none is tried with each: a stranger must not make us calculate for long. */
    private static final int MOST_PROBE_KEYS = 8;

    private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("---rwxrwx");
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
        var keys = lines(kept(directory.resolve("probe-key"), "")).stream()
                .map(line -> line.getBytes(UTF_8))
                .toList();
        return new Credentials(operator, relay, keys, OperatorToken.read(directory.resolve("operator-tokens")));
    }

    /** The lines of a file of secrets that say something. */
    static List<String> lines(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }

    private static String givenOrKept(Optional<String> given, Path file, String prefix) throws IOException {
        var token = given.map(String::strip).filter(text -> !text.isEmpty());
        return token.isPresent() ? token.get() : kept(file, prefix);
    }

    /** The secret in {@code file}, made with mode 0600 if there is none yet. */
    public static String kept(Path file, String prefix) throws IOException {
        var secret = Files.exists(file) ? Files.readString(file).strip() : "";
        if (secret.isEmpty()) {
            return made(file, prefix);
        }
        warnOfReaders(file);
        return secret;
    }

    /** Says so if a secret can be read by others than its owner. */
    static void warnOfReaders(Path file) throws IOException {
        if (!ownersOnly(file)) {
            LOG.warn("{} can be read by others than its owner, give it mode 600", file);
        }
    }

    static boolean ownersOnly(Path file) throws IOException {
        return Collections.disjoint(Files.getPosixFilePermissions(file), OTHERS);
    }

    private static String made(Path file, String prefix) throws IOException {
        var bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        var secret = prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        // Written aside with its final mode and renamed: nobody ever sees a half-written or a readable secret.
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var channel =
                FileChannel.open(fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode)) {
            channel.write(ByteBuffer.wrap((secret + "\n").getBytes(UTF_8)));
            // Tokens made with a key that a loss of power takes away would be good for nothing.
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        try (var directory = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        }
        return secret;
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
