package kz.dabyl.alerts.webhook;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/**
 * Asks the operating system. A look-up may hang for half a minute, so each has a thread of its own, and those for one host
 * share it: one receiver's dead name server delays nobody else. Thread-safe.
 */
public final class SystemResolver implements Resolver, AutoCloseable {

    private final Vertx vertx;
    private final ExecutorService threads;
    private final Map<String, Future<List<InetAddress>>> underWay = new ConcurrentHashMap<>();

    public SystemResolver(Vertx vertx) {
        this.vertx = vertx;
        this.threads = Executors.newCachedThreadPool(task -> {
            var thread = new Thread(task, "alerts-dns");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public Future<List<InetAddress>> resolve(String host) {
        var caller = vertx.getOrCreateContext();
        var promise = Promise.<List<InetAddress>>promise();
        try {
            underWay.computeIfAbsent(host, this::lookUp)
                    .onComplete(found -> caller.runOnContext(v -> promise.handle(found)));
        } catch (RejectedExecutionException e) {
            return Future.failedFuture(e);
        }
        return promise.future();
    }

    private Future<List<InetAddress>> lookUp(String host) {
        var promise = Promise.<List<InetAddress>>promise();
        threads.execute(() -> {
            try {
                promise.complete(List.of(InetAddress.getAllByName(host)));
            } catch (UnknownHostException e) {
                promise.fail(e);
            } finally {
                underWay.remove(host);
            }
        });
        return promise.future();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
