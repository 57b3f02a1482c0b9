package kz.dabyl.alerts.api;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.Supplier;
import kz.dabyl.runtime.http.Problem;

/**
 * Lets requests pass once the view of incidents is complete.
 *
 * @param fault why it cannot be trusted yet
 */
public record CompleteView(Supplier<Optional<String>> fault) implements Handler<RoutingContext> {

    @Override
    public void handle(RoutingContext ctx) {
        var reason = fault.get();
        if (reason.isEmpty()) {
            ctx.next();
        } else {
            ctx.response().putHeader("retry-after", "5");
            Problem.unavailable("the view of incidents is not complete: " + reason.get())
                    .send(ctx.response());
        }
    }
}
