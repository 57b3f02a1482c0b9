package kz.dabyl.collector.trust;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import kz.dabyl.collector.http.Refusal;
import kz.dabyl.runtime.access.Credentials;
import kz.dabyl.runtime.http.Problem;

/**
 * Tells by the credential of a request who sent it. While it is not known of all probes whether they were shut out, none is
 * let in: its word is to come again. Thread-safe as far as what it asks is.
 */
public final class Gate {

    private static final String OPERATOR = "operator";

    private final Credentials credentials;
    private final ProbeTokens tokens;
    private final PushTokens pushes;
    private final Trust trust;

    /**
     * Who has been shut out.
     *
     * @param known whether all is known of it
     * @param revoked whether a probe, or the invite that it came by, has been shut out
     */
    public record Trust(BooleanSupplier known, Predicate<Principal.Probe> revoked) {

        public static Trust of(TrustBook book, BooleanSupplier known) {
            return new Trust(known, book::revoked);
        }
    }

    public Gate(Credentials credentials, ProbeTokens tokens, Trust trust) {
        this.credentials = credentials;
        this.tokens = tokens;
        pushes = tokens.pushes();
        this.trust = trust;
    }

    /**
     * Who sent {@code request}.
     *
     * @throws Refusal if it has no or a wrong credential, or one that cannot be told yet
     */
    public Principal identify(HttpServerRequest request) throws Refusal {
        var token = Credentials.bearer(request).orElseThrow(Gate::unauthorized);
        var owner = owner(token).orElseThrow(Gate::unauthorized);
        if (owner instanceof Principal.Probe probe && shutOut(probe)) {
            throw unauthorized();
        }
        return owner;
    }

    /** Whose token it is, if it is anybody's; a probe may have been shut out since. */
    public Optional<Principal> owner(String token) {
        var operator = credentials.operator(token);
        if (operator.isPresent()) {
            return Optional.of(new Principal.Operator(operator.get()));
        }
        if (credentials.role(token).isPresent()) {
            return Optional.of(new Principal.Relay());
        }
        return tokens.verify(token).map(Principal.class::cast);
    }

    /** Whether the owner of a token is let in now, as far as that can be told. */
    public boolean letsIn(Principal owner) {
        return !(owner instanceof Principal.Probe probe)
                || (trust.known().getAsBoolean() && !trust.revoked().test(probe));
    }

    /**
     * What is pushed by a token of an address, empty if it is none or its probe was shut out.
     *
     * @throws Refusal if that cannot be told yet
     */
    public Optional<PushTokens.Push> push(String token) throws Refusal {
        var push = pushes.verify(token);
        return push.isEmpty() || shutOut(push.get().probe()) ? Optional.empty() : push;
    }

    private boolean shutOut(Principal.Probe probe) throws Refusal {
        mustKnow();
        return trust.revoked().test(probe);
    }

    /** @throws Refusal while it is not known of all invites and probes what became of them */
    public void mustKnow() throws Refusal {
        if (!trust.known().getAsBoolean()) {
            throw Refusal.unavailable("it is still being read whom to trust, try again");
        }
    }

    private static Refusal unauthorized() {
        return Refusal.of(Problem.unauthorized());
    }

    /** Lets only the operator pass on; answers everybody else. */
    public void operatorOnly(RoutingContext ctx) {
        try {
            if (identify(ctx.request()) instanceof Principal.Operator operator) {
                ctx.put(OPERATOR, operator.name());
                ctx.next();
                return;
            }
            Refusal.of(Problem.operatorsOnly()).send(ctx);
        } catch (Refusal refusal) {
            refusal.send(ctx);
        }
    }

    /** The name of the token by which {@link #operatorOnly} let a request pass. */
    public static String operator(RoutingContext ctx) {
        return ctx.get(OPERATOR);
    }
}
