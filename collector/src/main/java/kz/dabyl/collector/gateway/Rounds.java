package kz.dabyl.collector.gateway;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import kz.dabyl.model.Ping;
import kz.dabyl.model.Report;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what sources without rounds of their own measure in one interval and send piece by piece: Prometheus
 * scrapes each target at another moment. The first piece of an interval is the probe's report, at once; results that come
 * later in it wait here and go out with the next report. Only results wait, never a sign of life, and no longer than two
 * intervals: so little is lost when the process dies. Of one target the later result counts, but a change is never passed over:
 * one that failed in between goes out before the one that succeeded again, be it within one request or at the border of two.
 *
 * <p>Nothing changes until {@link #done} says that the log has it, so that a request that failed may simply come again.
 * Bounded: of the probe that was silent longest the results are forgotten first. Thread-safe.
 */
public final class Rounds {

    /** The log takes a report in less, or not at all. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Of one probe with some ten targets that are remembered of it. */
    private static final long DRAFT_BYTES = 1024;

    private final Map<String, Known> probes;
    private final Duration patience;

    /** What a probe is known by, and the intervals whose report is on its way to the log, and whether it gets there. */
    private static final class Known {

        final ProbeRounds rounds = new ProbeRounds();
        final Map<Long, CompletableFuture<Boolean>> opening = new HashMap<>();

        /** What waited and is on its way to the log with a report of the request of that fate. */
        final Map<ProbeRounds.Waiting, CompletableFuture<Boolean>> takenAlong = new HashMap<>(0);
    }

    /** A result that is to wait. */
    public record Held(String probe, long at, Ping ping) {}

    /**
     * What to do with the reports of a request.
     *
     * @param reports for the log
     * @param held what is to wait, for the reports did not take it along
     * @param fate whether the log has taken {@code reports}, once that is known
     * @param others whether it took those of other requests, to which {@code held} is added
     */
    public record Plan(
            List<Report> reports,
            List<Held> held,
            CompletableFuture<Boolean> fate,
            List<CompletableFuture<Boolean>> others) {

        public Plan {
            reports = List.copyOf(reports);
            held = List.copyOf(held);
            others = List.copyOf(others);
        }

        private CompletableFuture<Boolean> othersAreThere(Duration patience) {
            if (others.isEmpty()) {
                return CompletableFuture.completedFuture(true);
            }
            return CompletableFuture.allOf(others.toArray(new CompletableFuture<?>[0]))
                    .thenApply(v -> others.stream().allMatch(CompletableFuture::join))
                    .completeOnTimeout(false, patience.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** @param capacity how many probes are kept in mind */
    public Rounds(int capacity) {
        this(capacity, PATIENCE);
    }

    /** @param patience how long what is held waits for the report that it belongs to */
    Rounds(int capacity, Duration patience) {
        this.patience = patience;
        probes = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
                return size() > capacity;
            }
        };
    }

    /** About as much memory as {@link #plan} takes beside the reports, in bytes. */
    public static long planBytes(List<Report> reports) {
        return DRAFT_BYTES * reports.stream().map(Report::probe).distinct().count();
    }

    /**
     * Tells the reports that open an interval from those that come later in it. Each plan is to be followed by {@link #done}
     * or {@link #failed}.
     */
    public Plan plan(List<Report> reports) {
        var planning = new Planning();
        // One by one: whoever has only one must not wait for those who have thousands.
        reports.forEach(report -> {
            synchronized (this) {
                planning.take(report, known(report.probe()));
            }
        });
        return planning.result();
    }

    /** One request. What its later reports take along must not wait until the earlier ones are in the log. */
    private static final class Planning {

        private final List<Report> fresh = new ArrayList<>();
        private final CompletableFuture<Boolean> fate = new CompletableFuture<>();
        private final List<CompletableFuture<Boolean>> others = new ArrayList<>(0);

        /** How each probe will be known when the log has what came of it so far. */
        private final Map<String, Draft> drafts = new LinkedHashMap<>();

        private record Draft(ProbeRounds rounds, Set<ProbeRounds.Waiting> waitedBefore) {

            /** Lets go what another request has told since, or tells now. */
            void leaveToOthers(Known known, CompletableFuture<Boolean> fate) {
                waitedBefore.forEach(one -> {
                    if (known.takenAlong.getOrDefault(one, fate) != fate || !known.rounds.isWaiting(one)) {
                        rounds.drop(one);
                    }
                });
            }

            void noteWhatIsTakenAlong(Report told, Known known, CompletableFuture<Boolean> fate) {
                waitedBefore.forEach(one -> {
                    if (told.pings().contains(one.ping()) && known.rounds.isWaiting(one)) {
                        known.takenAlong.putIfAbsent(one, fate);
                        known.rounds.owe(one);
                    }
                });
            }
        }

        void take(Report report, Known known) {
            var draft = drafts.computeIfAbsent(report.probe(), probe -> draft(known.rounds));
            draft.leaveToOthers(known, fate);
            var rounds = draft.rounds();
            if (report.seq() == known.rounds.highest()) {
                rounds.hold(report);
                return;
            }
            var before = known.opening.putIfAbsent(report.seq(), fate);
            if (before == null) {
                var told = rounds.complete(report);
                fresh.add(told);
                draft.noteWhatIsTakenAlong(told, known, fate);
                return;
            }
            rounds.hold(report);
            if (before != fate) {
                others.add(before);
            }
        }

        private static Draft draft(ProbeRounds rounds) {
            Set<ProbeRounds.Waiting> waiting = Collections.newSetFromMap(new IdentityHashMap<>());
            rounds.waiting().forEach(waiting::add);
            return new Draft(rounds.copy(), waiting);
        }

        Plan result() {
            var held = new ArrayList<Held>(0);
            drafts.forEach((probe, draft) -> draft.rounds().waiting().forEach(waiting -> {
                if (!draft.waitedBefore().contains(waiting)) {
                    held.add(new Held(probe, waiting.at(), waiting.ping()));
                }
            }));
            return new Plan(fresh, held, fate, others);
        }
    }

    /** The log does not have the reports of {@code plan}, or not all. */
    public void failed(Plan plan) {
        for (var report : plan.reports()) {
            synchronized (this) {
                known(report.probe()).opening.remove(report.seq());
            }
        }
        settleWhatWasTakenAlong(plan);
        plan.fate().complete(false);
    }

    /**
     * The log has the reports of {@code plan}. Tells whether what is held is kept: not if the report that it belongs to, of
     * another request, did not get there, or does not for long.
     *
     * @param keeper keeps it, where that has to wait for another request: whoever completes that must not be kept from others
     */
    public CompletableFuture<Boolean> done(Plan plan, Executor keeper) {
        for (var report : plan.reports()) {
            synchronized (this) {
                var known = known(report.probe());
                known.opening.remove(report.seq());
                known.rounds.told(report);
            }
        }
        settleWhatWasTakenAlong(plan);
        plan.fate().complete(true);
        var there = plan.othersAreThere(patience);
        return there.isDone()
                ? there.thenApply(all -> keep(plan, all))
                : there.thenApplyAsync(all -> keep(plan, all), keeper);
    }

    /** Only once all of its reports are settled, for any of them may have taken it along. */
    private void settleWhatWasTakenAlong(Plan plan) {
        for (var report : plan.reports()) {
            synchronized (this) {
                var known = known(report.probe());
                known.takenAlong.entrySet().removeIf(taken -> {
                    var settled = taken.getValue() == plan.fate();
                    if (settled) {
                        known.rounds.oweOnlyNews(taken.getKey());
                    }
                    return settled;
                });
            }
        }
    }

    private boolean keep(Plan plan, boolean all) {
        if (all) {
            for (var held : plan.held()) {
                synchronized (this) {
                    known(held.probe()).rounds.hold(held.at(), held.ping());
                }
            }
        }
        return all;
    }

    private Known known(String probe) {
        @Nullable Known known = probes.get(probe);
        if (known == null) {
            known = new Known();
            probes.put(probe, known);
        }
        return known;
    }
}
