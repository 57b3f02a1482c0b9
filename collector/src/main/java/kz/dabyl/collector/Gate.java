package kz.dabyl.collector;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.Predicate;
import kz.dabyl.runtime.Credentials;
import kz.dabyl.runtime.Problem;

/** Tells by the credential of a request who sent it. Thread-safe as far as {@code revoked} is. */
final class Gate {

    private final Credentials credentials;
    private final ProbeTokens tokens;
    private final Predicate<Principal.Probe> revoked;

    /** @param revoked whether a probe, or the invite that it came by, has been shut out */
    Gate(Credentials credentials, ProbeTokens tokens, Predicate<Principal.Probe> revoked) {
        this.credentials = credentials;
        this.tokens = tokens;
        this.revoked = revoked;
    }

    /** Who sent {@code request}, empty if it has no or a wrong credential. */
    Optional<Principal> identify(HttpServerRequest request) {
        return Credentials.bearer(request).flatMap(this::identify);
    }

    private Optional<Principal> identify(String token) {
        var role = credentials.role(token);
        if (role.isPresent()) {
            return Optional.of(
                    role.get() == Credentials.Role.OPERATOR ? new Principal.Operator() : new Principal.Relay());
        }
        return tokens.verify(token).filter(revoked.negate()).map(probe -> probe);
    }

    /** Lets only the operator pass on; answers everybody else. */
    void operatorOnly(RoutingContext ctx) {
        var principal = identify(ctx.request());
        if (principal.isEmpty()) {
            Refusal.of(Problem.unauthorized()).send(ctx);
        } else if (!(principal.get() instanceof Principal.Operator)) {
            Refusal.of(Problem.of(403, "operator-only", "This is for operators", "use the operator token"))
                    .send(ctx);
        } else {
            ctx.next();
        }
    }
}
