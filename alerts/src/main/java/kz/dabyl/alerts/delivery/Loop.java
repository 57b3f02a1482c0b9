package kz.dabyl.alerts.delivery;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Supplier;

/** The engine's event loop, for callers from elsewhere, who get the result on their own context. Thread-safe. */
record Loop(Context context) {

    <T> Future<T> run(Supplier<Future<T>> work) {
        var caller = context.owner().getOrCreateContext();
        var promise = Promise.<T>promise();
        context.runOnContext(v -> Future.succeededFuture()
                .compose(w -> work.get())
                .onComplete(done -> caller.runOnContext(w -> promise.handle(done))));
        return promise.future();
    }
}
