package kz.dabyl.detector.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import kz.dabyl.detector.core.cells.Veil;
import kz.dabyl.detector.core.incidents.IncidentState;
import kz.dabyl.detector.core.incidents.IncidentStateCodec;
import kz.dabyl.detector.core.scopes.Signal;
import kz.dabyl.model.Access;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Ping;
import kz.dabyl.model.Rally;
import kz.dabyl.model.Report;
import kz.dabyl.model.Thresholds;
import kz.dabyl.model.WireInput;
import kz.dabyl.model.WireOutput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes when an incident is over: reports that were kept for longer, and the end of the rally that it was in. */
class LateReportsTest {

    private static final long CUT = 1500;
    private static final long END = CUT + 600;
    private static final long DELIVERED = END + 1200;

    @Test
    void moveTheEndInANewRevisionOfTheSameIncident() {
        var revisions = detect(waves(List.of(Integer.MAX_VALUE)));

        var closed = revisions.stream()
                .filter(r -> r.state() == Incident.State.CLOSED)
                .findFirst()
                .orElseThrow();
        var last = last(revisions);
        assertThat(revisions.stream().map(Incident::id).distinct()).hasSize(1);
        assertThat(closed.evidence().lateConfirmations()).isZero();
        assertThat(last.evidence().lateConfirmations()).isGreaterThan(100);
        assertThat(last.updated()).isGreaterThan(second(DELIVERED));
        assertThat(last.ended()).isNotEqualTo(closed.ended());
        assertThat(last.ended()).isBetween(second(END) - 10_000, second(END) + 10_000);
        assertThat(last.started()).isBetween(second(CUT) - 10_000, second(CUT) + 10_000);
    }

    @Test
    void countThoughTheyTryNoTarget() {
        var log = new ArrayList<LogEntry>();
        for (var entry : waves(List.of(Integer.MAX_VALUE))) {
            log.add(
                    entry instanceof LogEntry.Received received
                            ? with(received, report -> report.with(report.seq(), report.at(), List.of()))
                            : entry);
        }

        assertThat(last(detect(log)).evidence().lateConfirmations()).isGreaterThan(100);
    }

    @Test
    void areToldToTheLastOne() {
        var counts = detect(waves(List.of(10, 1))).stream()
                .map(r -> r.evidence().lateConfirmations())
                .toList();

        assertThat(counts).containsSubsequence(10, 11);
        assertThat(counts.get(counts.size() - 1)).isEqualTo(11);
    }

    /** It says that it measured in the cut what it did not, and that all answered. */
    @Test
    void ofOneProbeMakeNothingElseOfACut() {
        var log = new ArrayList<LogEntry>();
        var kept = new ArrayList<Report>();
        for (var entry : city().log(END + 600)) {
            if (entry instanceof LogEntry.Received received && isLiar(received) && received.received() < second(CUT)) {
                if (received.received() > second(CUT - 200) && kept.size() < 3) {
                    kept.add(received.report());
                    continue;
                }
            }
            if (entry instanceof LogEntry.Tick tick && tick.time() > second(CUT + 400) && !kept.isEmpty()) {
                var report = kept.remove(0);
                log.add(new LogEntry.Received(tick.time(), tick.collector(), fromTheCut(report)));
            }
            log.add(entry);
        }

        assertThat(kept).isEmpty();
        assertThat(detect(log)).extracting(Incident::kind).containsOnly(IncidentKind.SHUTDOWN);
    }

    private static boolean isLiar(LogEntry.Received received) {
        return received.report().probe().equals("p12");
    }

    private static Report fromTheCut(Report report) {
        return new Report(
                report.probe(),
                report.seq(),
                second(CUT + 200),
                report.intervalSeconds(),
                TestCity.CENTRE,
                "401-01",
                Access.MOBILE,
                report.boot(),
                report.software(),
                report.power(),
                List.of(Ping.answered("domestic/egov.kz", 20)));
    }

    @ParameterizedTest(name = "from {0} s until {1} s: {2}")
    @CsvSource({"900, 1800, true", "1800, 2000, true", "900, 1300, false", "2150, 3000, false"})
    void haveTheRallyInWhoseHoursItWas(long from, long until, boolean during) {
        var rally = new Rally("r", "Rally", second(from), second(until), List.of(TestCity.CENTRE), null);
        var revisions = new ArrayList<Incident>();
        var detection = new Detection(Thresholds.DEFAULT, List.of(rally), revisions::add);

        city().log(END + 600).forEach(detection::accept);

        assertThat(last(revisions).state()).isEqualTo(Incident.State.CLOSED);
        assertThat(last(revisions).rally()).isEqualTo(during ? "r" : null);
    }

    @Test
    void areMissingInIncidentsThatAnOlderVersionStored() {
        var incident = new IncidentState("i", Signal.SILENCE, second(CUT), 10_000, 60_000);
        var out = new WireOutput();
        IncidentStateCodec.write(out, incident, Veil.NONE);
        var bytes = out.toByteArray();
        var older = Arrays.copyOf(bytes, bytes.length - 10);

        var again = new WireOutput();
        IncidentStateCodec.write(again, IncidentStateCodec.read(new WireInput(older), 4), Veil.NONE);

        assertThat(again.toByteArray()).isEqualTo(bytes);
    }

    private static TestCity city() {
        return TestCity.ofThreePlaces(5, 4)
                .keeping()
                .cut(m -> m.within(CUT, END)
                        && m.probe().cell().place().equals(TestCity.CENTRE)
                        && !m.probe().cell().network().startsWith("AS"));
    }

    /** The log of the cut, in which what was kept comes so many reports at a time, two minutes apart, or not at all. */
    private static List<LogEntry> waves(List<Integer> sizes) {
        var log = new ArrayList<LogEntry>();
        var kept = new ArrayList<LogEntry.Received>();
        var wave = 0;
        for (var entry : city().log(DELIVERED + 600)) {
            if (entry instanceof LogEntry.Received received
                    && received.received() - received.report().at() > 30_000
                    && received.report().pings().stream().noneMatch(ping -> ping.ok())) {
                kept.add(received);
                continue;
            }
            var due = second(DELIVERED + 120L * wave);
            if (wave < sizes.size() && entry instanceof LogEntry.Tick tick && tick.time() > due) {
                for (var left = sizes.get(wave++); left > 0 && !kept.isEmpty(); left--) {
                    var next = kept.remove(0);
                    log.add(new LogEntry.Received(due, next.collector(), next.report()));
                }
            }
            log.add(entry);
        }
        return log;
    }

    private static LogEntry with(LogEntry.Received received, UnaryOperator<Report> change) {
        return new LogEntry.Received(received.received(), received.collector(), change.apply(received.report()));
    }

    private static List<Incident> detect(List<LogEntry> log) {
        return TestCity.detect(log);
    }

    private static Incident last(List<Incident> revisions) {
        return revisions.get(revisions.size() - 1);
    }

    private static long second(long second) {
        return TestCity.START + second * 1000;
    }
}
