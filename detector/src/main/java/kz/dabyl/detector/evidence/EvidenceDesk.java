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
import java.util.OptionalInt;
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
    private static final int MOST_REMEMBERED = 1_000;
    private static final long LONGEST_MINUTES = 30;

    private final Assembly assembly;
    private final Path shelf;
    private final WorkerExecutor worker;
    private final Map<Wish, Future<Answer>> underWay = new HashMap<>();

    /** What has been refused stays so for its revision, and what a file decides is not looked up again. */
    private final Map<Wish, Outcome> refused = remembered();

    private final Map<Wish, String> names = remembered();

    /** Reads a gzipped file of evidence. */
    public interface Reading<T> {

        T of(Path file) throws IOException;
    }

    /** @param upTo the revision that the file shall go up to; the newest if it is not said */
    private record Wish(String incident, int newest, OptionalInt upTo, Audience audience) {}

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

    /**
     * A file of evidence.
     *
     * @param revisions all of an incident that are published, at least one
     * @param upTo one of them, which the file shall go up to; else it goes as far as one file does
     */
    synchronized Future<Answer> file(List<Incident> revisions, OptionalInt upTo, Audience audience) {
        var last = revisions.get(revisions.size() - 1);
        var wish = new Wish(last.id(), last.revision(), upTo, audience);
        var known = refused.get(wish);
        if (known != null) {
            return Future.succeededFuture(new Answer.Refused(known));
        }
        var waited = underWay.get(wish);
        if (waited != null) {
            return waited;
        }
        if (underWay.size() >= MOST_WAITING) {
            return Future.succeededFuture(new Answer.Busy());
        }
        var made = worker.executeBlocking(() -> kept(wish, revisions), true);
        underWay.put(wish, made);
        made.onComplete(done -> forget(wish));
        return made;
    }

    /**
     * What {@code reading} makes of the whole evidence; empty if there is none. Fails with {@link
     * RejectedExecutionException} if too many others wait: then nobody knows whether there is any.
     */
    public <T> Future<Optional<T>> read(List<Incident> revisions, Reading<T> reading) {
        return file(revisions, OptionalInt.empty(), Audience.OPERATORS).compose(answer -> {
            if (answer instanceof Answer.Busy) {
                return Future.failedFuture(new RejectedExecutionException("other evidence is being put together"));
            }
            return answer instanceof Answer.Kept kept
                    ? worker.executeBlocking(() -> Optional.of(reading.of(kept.file())), true)
                    : Future.succeededFuture(Optional.empty());
        });
    }

    private synchronized void forget(Wish wish) {
        underWay.remove(wish);
    }

    private synchronized Optional<Path> shelved(Wish wish) {
        return Optional.ofNullable(names.get(wish)).map(shelf::resolve).filter(Files::exists);
    }

    private Answer kept(Wish wish, List<Incident> revisions) throws IOException {
        var known = shelved(wish);
        if (known.isPresent()) {
            return answer(known.get());
        }
        var wanted = revisions.stream()
                .filter(it -> wish.upTo.isPresent() && it.revision() == wish.upTo.getAsInt())
                .findFirst();
        var found = assembly.find(revisions, wanted);
        if (found.isEmpty()) {
            return refuse(wish, new Outcome.Missing("no state of before it is kept, or no summaries since"));
        }
        var name = name(wish, found.get());
        var file = shelf.resolve(name);
        if (!Files.exists(file)) {
            var draft = shelf.resolve("draft");
            var outcome = assembly.assemble(found.get(), wish.audience, draft);
            if (!(outcome instanceof Outcome.Made)) {
                return refuse(wish, outcome);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            makeRoom();
        }
        remember(wish, name);
        return answer(file);
    }

    /** Two files may decide the same revision, from different beginnings: so both ends are named where both are chosen. */
    private static String name(Wish wish, Assembly.Case found) {
        var first = found.revisions().get(0).revision();
        var revisions = first == 1
                ? "" + found.last().revision()
                : first + "-" + found.last().revision();
        return wish.incident + "-" + revisions + "-" + wish.audience.word() + ".ndjson.gz";
    }

    private static Answer answer(Path file) {
        return new Answer.Kept(String.valueOf(file.getFileName()), file);
    }

    private synchronized void remember(Wish wish, String name) {
        names.put(wish, name);
    }

    private synchronized Answer refuse(Wish wish, Outcome outcome) {
        refused.put(wish, outcome);
        return new Answer.Refused(outcome);
    }

    private static <V> Map<Wish, V> remembered() {
        return new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Wish, V> eldest) {
                return size() > MOST_REMEMBERED;
            }
        };
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
