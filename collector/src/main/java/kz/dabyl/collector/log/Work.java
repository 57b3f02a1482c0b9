package kz.dabyl.collector.log;

import io.vertx.core.Promise;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import kz.dabyl.collector.trust.Principal;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Report;
import kz.dabyl.model.WireReports;

/** What the log's writer is asked to write. */
public sealed interface Work {

    /** Tells whoever waits that it will not be written, or not be known whether it was. */
    void giveUp();

    /** Reports of one request. Its mutable fields belong to the writer's thread until it is done. */
    final class Submission extends Owner implements Work {

        final WireReports reports;
        final Optional<Principal.Probe> sender;
        private final Executor teller;
        final Promise<Outcome> promise = Promise.promise();
        Selection fresh = Selection.NONE;
        /** What is kept in mind of the probes of {@link #fresh}. */
        ProbeMemory.Known[] known = {};

        long received;
        /** Whether the log was told of the sender with them. */
        boolean introduced;

        OptionalInt pauseSeconds = OptionalInt.empty();

        /**
         * @param sender the probe that sent them, whose allowance they are charged to; none if a relay did
         * @param teller keeps the promise, where its future is waited for
         */
        public Submission(WireReports reports, Optional<Principal.Probe> sender, Executor teller) {
            this.reports = reports;
            this.sender = sender;
            this.teller = teller;
        }

        /** Takes reports that did not come on the wire. */
        public Submission(List<Report> reports, Optional<Principal.Probe> sender, Executor teller) {
            this(WireReports.of(reports), sender, teller);
        }

        @Override
        void done() {
            if (pauseSeconds.isPresent()) {
                conclude(new Outcome.Limited(pauseSeconds.getAsInt()));
            } else if (failed()) {
                conclude(new Outcome.Unavailable());
            } else {
                conclude(new Outcome.Stored(fresh, received, reports.size() - fresh.size()));
            }
        }

        @Override
        public void giveUp() {
            conclude(new Outcome.Unavailable());
        }

        private void conclude(Outcome outcome) {
            teller.execute(() -> promise.tryComplete(outcome));
        }
    }

    /** Entries with the stamps that they bear themselves; notices that bear none are stamped when they are written. */
    final class Stretch extends Owner implements Work {

        final List<LogEntry> entries;
        private final Consumer<Boolean> stored;
        private final AtomicBoolean told = new AtomicBoolean();

        /** @param stored told once, on any thread, whether the log took all of it */
        public Stretch(List<LogEntry> entries, Consumer<Boolean> stored) {
            this.entries = List.copyOf(entries);
            this.stored = stored;
        }

        @Override
        void done() {
            tell(!failed());
        }

        @Override
        public void giveUp() {
            tell(false);
        }

        private void tell(boolean all) {
            if (told.compareAndSet(false, true)) {
                stored.accept(all);
            }
        }
    }

    /** Nothing: has the writer look around. */
    record WakeUp() implements Work {

        @Override
        public void giveUp() {}
    }
}
