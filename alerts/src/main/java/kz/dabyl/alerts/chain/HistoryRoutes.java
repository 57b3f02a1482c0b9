package kz.dabyl.alerts.chain;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.runtime.access.Credentials;
import kz.dabyl.runtime.http.Problem;
import kz.dabyl.runtime.http.Routes;
import kz.dabyl.runtime.kafka.KafkaAccess;
import kz.dabyl.runtime.kafka.TopicReader;

/**
 * {@code GET /v1/history}: the links of a chain with their records; {@code GET /v1/checkpoints}, and the latest of them;
 * {@code GET /v1/history-key}. Open to all: without the operator's token changes of rules are shown by their hash.
 */
public final class HistoryRoutes implements Routes {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MOST = 1_000;

    /** Pages that are waited for; whoever asks for yet another is asked to come again. */
    private static final int MOST_WAITING = 16;

    private static final String PLAIN = "text/plain; charset=utf-8";

    private final History history;
    private final KafkaAccess kafka;
    private final Credentials credentials;
    private final AtomicInteger waiting = new AtomicInteger();

    public HistoryRoutes(History history, KafkaAccess kafka, Credentials credentials) {
        this.history = history;
        this.kafka = kafka;
        this.credentials = credentials;
    }

    /** What was asked for. */
    private record Page(Chain chain, long from, int limit) {}

    @Override
    public void mount(Vertx vertx, Router router) {
        // One at a time: each reads the log, and nobody is in a hurry.
        var worker = vertx.createSharedWorkerExecutor("history", 1);
        router.get("/v1/history").handler(this::complete).handler(ctx -> links(ctx, worker));
        router.get("/v1/checkpoints").handler(this::complete).handler(this::checkpoints);
        router.get("/v1/checkpoints/latest").handler(this::complete).handler(this::latest);
        router.get("/v1/history-key").handler(ctx -> plain(ctx, history.signer().text() + "\n"));
    }

    private void complete(RoutingContext ctx) {
        if (history.complete()) {
            ctx.next();
        } else {
            later(ctx, "history is still being read");
        }
    }

    private static void later(RoutingContext ctx, String why) {
        ctx.response().putHeader(HttpHeaders.RETRY_AFTER, "5");
        Problem.unavailable(why).send(ctx.response());
    }

    private void links(RoutingContext ctx, WorkerExecutor worker) {
        page(ctx).ifPresent(page -> {
            var links = history.book(page.chain).links(page.from, page.limit);
            var open = page.chain == Chain.INCIDENTS || credentials.operates(ctx.request());
            if (waiting.incrementAndGet() > MOST_WAITING) {
                waiting.decrementAndGet();
                later(ctx, "many others read history now");
                return;
            }
            worker.executeBlocking(() -> open ? records(page.chain, links) : List.<String>of())
                    .onComplete(done -> waiting.decrementAndGet())
                    .onSuccess(records -> list(ctx, items(page.chain, links, records), next(page, links)))
                    .onFailure(cause ->
                            Problem.unavailable("the log cannot be read now").send(ctx.response()));
        });
    }

    private List<String> records(Chain chain, List<Link> links) throws IOException {
        var records = new ArrayList<String>();
        if (links.isEmpty()) {
            return records;
        }
        var from = history.book(chain).offset(links.get(0).index()).orElseThrow();
        try (var topic = TopicReader.open(kafka, chain.topic(), "history")) {
            topic.read(from, record -> {
                records.add(record.value() == null ? "" : new String(record.value(), UTF_8));
                return records.size() < links.size();
            });
        }
        return records;
    }

    private static List<ObjectNode> items(Chain chain, List<Link> links, List<String> records) {
        var items = new ArrayList<ObjectNode>();
        for (var i = 0; i < links.size(); i++) {
            var link = links.get(i);
            var item = JsonNodeFactory.instance.objectNode();
            item.put("chain", chain.word());
            item.put("index", link.index());
            item.put("leaf", link.leaf());
            item.put("hash", link.hash());
            if (i < records.size()) {
                item.put("record", records.get(i));
            }
            items.add(item);
        }
        return items;
    }

    private static Optional<String> next(Page page, List<Link> links) {
        return links.isEmpty() || links.size() < page.limit
                ? Optional.empty()
                : Optional.of(Long.toString(page.from + links.size()));
    }

    private void checkpoints(RoutingContext ctx) {
        page(ctx).ifPresent(page -> {
            var items = new ArrayList<ObjectNode>();
            var kept = history.book(page.chain).notes(page.from, page.limit);
            for (var note : kept.values()) {
                items.add(JsonNodeFactory.instance
                        .objectNode()
                        .put("chain", page.chain.word())
                        .put("note", note));
            }
            list(
                    ctx,
                    items,
                    kept.isEmpty() || kept.size() < page.limit
                            ? Optional.empty()
                            : Optional.of(Long.toString(kept.lastKey() + 1)));
        });
    }

    /** One behind the other, as they are kept in files. */
    private void latest(RoutingContext ctx) {
        var notes = new StringBuilder();
        for (var chain : Chain.values()) {
            notes.append(history.latest(chain));
        }
        plain(ctx, notes.toString());
    }

    private static Optional<Page> page(RoutingContext ctx) {
        try {
            var query = ctx.queryParams();
            var name = Optional.ofNullable(query.get("chain")).orElse(Chain.INCIDENTS.word());
            var chain = Chain.ofWord(name)
                    .orElseThrow(() -> new InvalidInputException("/chain", "expected incidents or rules"));
            var from = number(query.get("cursor") == null ? "from" : "cursor", ctx, 0, Integer.MAX_VALUE);
            return Optional.of(new Page(chain, from, (int) number("limit", ctx, DEFAULT_LIMIT, MOST)));
        } catch (InvalidInputException e) {
            Problem.invalid(e.pointer(), e.detail()).send(ctx.response());
            return Optional.empty();
        }
    }

    private static long number(String name, RoutingContext ctx, long otherwise, long most) {
        var text = ctx.queryParams().get(name);
        if (text == null || text.isEmpty()) {
            return otherwise;
        }
        if (!text.matches("[0-9]{1,10}") || Long.parseLong(text) > most) {
            throw new InvalidInputException("/" + name, "expected a whole number up to " + most);
        }
        return Long.parseLong(text);
    }

    private static void list(RoutingContext ctx, List<ObjectNode> items, Optional<String> next) {
        var answer = JsonNodeFactory.instance.objectNode();
        answer.putArray("items").addAll(items);
        answer.put("next_cursor", next.orElse(null));
        ctx.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/json").end(answer.toString());
    }

    private static void plain(RoutingContext ctx, String text) {
        ctx.response().putHeader(HttpHeaders.CONTENT_TYPE, PLAIN).end(text);
    }
}
