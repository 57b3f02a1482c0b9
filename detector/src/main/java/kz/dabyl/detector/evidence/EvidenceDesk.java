package kz.dabyl.detector.evidence;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import kz.dabyl.model.Incident;

/**
 * Files of evidence, each made when it is first asked for and kept on disk for as long as there is room. One is made at a
 * time, however many ask. Thread-safe.
 */
public final class EvidenceDesk implements AutoCloseable {

    /** Files that are waited for; whoever asks for yet another is asked to come again. */
    private static final int MOST_WAITING = 8;

    private static final long MOST_BYTES = 2L << 30;
    private static final int MOST_REFUSALS = 1_000;
    private static final long LONGEST_MINUTES = 30;

    private final Assembly assembly;
    private final Path shelf;
    private final WorkerExecutor worker;
    private final Map<String, Future<Answer>> underWay = new HashMap<>();

    /** What has been refused stays so for its revision. */
    private final Map<String, Outcome> refused = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Outcome> eldest) {
            return size() > MOST_REFUSALS;
        }
    };

    /** Reads a gzipped file of evidence. */
    public interface Reading<T> {

        T of(Path file) throws IOException;
    }

    /** What is answered to whoever asks. */
    sealed interface Answer {

        /** @param name of the file, which says which revision it decides */
        record Kept(String name, Path file) implements Answer {}

        record Refused(Outcome why) implements Answer {}

        record Busy() implements Answer {}
    }

    /**
     * Opens a desk.
     *
     * @param shelf directory of its own for the files, made where it is missing
     * @throws UncheckedIOException if it cannot be used
     */
    public EvidenceDesk(Vertx vertx, Assembly assembly, Path shelf) {
        this.assembly = assembly;
        this.shelf = shelf;
        this.worker = vertx.createSharedWorkerExecutor("evidence", 1, LONGEST_MINUTES, TimeUnit.MINUTES);
        try {
            Files.createDirectories(shelf);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use " + shelf + " for evidence", e);
        }
    }

    /** @param revisions all of an incident that are published, at least one */
    synchronized Future<Answer> file(List<Incident> revisions, Audience audience) {
        var last = revisions.get(revisions.size() - 1);
        var name = last.id() + "-" + last.revision() + "-" + audience.word() + ".ndjson.gz";
        var known = refused.get(name);
        if (known != null) {
            return Future.succeededFuture(new Answer.Refused(known));
        }
        var waited = underWay.get(name);
        if (waited != null) {
            return waited;
        }
        if (underWay.size() >= MOST_WAITING) {
            return Future.succeededFuture(new Answer.Busy());
        }
        var made = worker.executeBlocking(() -> kept(name, revisions, audience), true);
        underWay.put(name, made);
        made.onComplete(done -> forget(name));
        return made;
    }

    /**
     * What {@code reading} makes of the whole evidence; empty if there is none. Fails with {@link
     * RejectedExecutionException} if too many others wait: then nobody knows whether there is any.
     */
    public <T> Future<Optional<T>> read(List<Incident> revisions, Reading<T> reading) {
        return file(revisions, Audience.OPERATORS).compose(answer -> {
            if (answer instanceof Answer.Busy) {
                return Future.failedFuture(new RejectedExecutionException("other evidence is being put together"));
            }
            return answer instanceof Answer.Kept kept
                    ? worker.executeBlocking(() -> Optional.of(reading.of(kept.file())), true)
                    : Future.succeededFuture(Optional.empty());
        });
    }

    private synchronized void forget(String name) {
        underWay.remove(name);
    }

    private Answer kept(String name, List<Incident> revisions, Audience audience) throws IOException {
        var file = shelf.resolve(name);
        if (Files.exists(file)) {
            return new Answer.Kept(name, file);
        }
        var draft = shelf.resolve("draft");
        var outcome = assembly.assemble(revisions, audience, draft);
        if (outcome instanceof Outcome.Made) {
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            makeRoom();
            return new Answer.Kept(name, file);
        }
        synchronized (this) {
            refused.put(name, outcome);
        }
        return new Answer.Refused(outcome);
    }

    /** The oldest go first; the newest always stays. */
    private void makeRoom() throws IOException {
        List<Path> files;
        try (var listed = Files.list(shelf)) {
            files = listed.sorted(Comparator.comparingLong(EvidenceDesk::age)).toList();
        }
        var bytes = 0L;
        for (var file : files) {
            bytes += Files.size(file);
            if (bytes > MOST_BYTES && !file.equals(files.get(0))) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static long age(Path file) {
        return -file.toFile().lastModified();
    }

    @Override
    public void close() {
        worker.close();
    }
}
