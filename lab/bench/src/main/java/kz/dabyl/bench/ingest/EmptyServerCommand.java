package kz.dabyl.bench.ingest;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;

/** The ceiling's process: a server that reads every body and answers 202 to everything. */
@Command(name = "ingest-empty-server", hidden = true, description = "Part of ingest.")
public final class EmptyServerCommand implements Callable<Integer> {

    private static final int ACCEPTED = 202;

    private final PrintStream result;

    /** @param result takes the port */
    public EmptyServerCommand(PrintStream result) {
        this.result = result;
    }

    @Override
    public Integer call() throws Exception {
        var vertx = Vertx.vertx();
        var answer = Buffer.buffer("{\"accepted\":1,\"duplicates\":0,\"rejected\":[]}");
        var port = new AtomicInteger();
        var loops = Runtime.getRuntime().availableProcessors();
        vertx.deployVerticle(() -> new EmptyServer(answer, port), new DeploymentOptions().setInstances(loops))
                .await();
        result.println(port.get());
        new CountDownLatch(1).await();
        return 0;
    }

    /** One event loop's server. */
    private static final class EmptyServer extends VerticleBase {

        private final Buffer answer;
        private final AtomicInteger port;

        EmptyServer(Buffer answer, AtomicInteger port) {
            this.answer = answer;
            this.port = port;
        }

        @Override
        public Future<?> start() {
            var options =
                    new HttpServerOptions().setHost("127.0.0.1").setPort(-1).setTcpNoDelay(true);
            return vertx.createHttpServer(options.setAcceptBacklog(1024))
                    .requestHandler(this::answer)
                    .listen()
                    .onSuccess(server -> port.set(server.actualPort()));
        }

        private void answer(HttpServerRequest request) {
            request.handler(chunk -> {});
            request.endHandler(v -> request.response()
                    .setStatusCode(ACCEPTED)
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .end(answer));
        }
    }
}
