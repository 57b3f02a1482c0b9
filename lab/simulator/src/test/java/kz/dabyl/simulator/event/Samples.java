package kz.dabyl.simulator.event;

import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.model.TargetClass;
import kz.dabyl.model.Tls;

/** Probes and moments for tests of events: an event from second 100 to second 200 in one mobile and one fixed cell. */
final class Samples {

    static final Cell MOBILE = new Cell("8720e60a1ffffff", "401-01", Access.MOBILE);
    static final Cell FIXED = new Cell("8720e60a1ffffff", "AS9198", Access.FIXED);
    static final Cell ELSEWHERE = new Cell("8720e6012ffffff", "401-01", Access.MOBILE);
    static final Target SITE =
            new Target("site/vlast.kz", TargetClass.SITE, 50, 1000, new Tls("CN=R11,O=Let's Encrypt,C=US", "key"));
    static final Target DOMESTIC = new Target("domestic/egov.kz", TargetClass.DOMESTIC, 20, Double.NaN, null);

    private Samples() {}

    static Occurrence occurrence() {
        return occurrence(new Span(100_000, 200_000));
    }

    static Occurrence occurrence(Span span) {
        return new Occurrence(
                "event",
                Draws.salt(0, "event"),
                span,
                new Scope(Set.of(MOBILE.place()), Set.of(MOBILE.network(), FIXED.network())));
    }

    static Traits probe(ProbeKind kind, Cell home, int number) {
        return new Traits("p-" + number, kind, home, "c1", "dabyl-probe/1", Draws.salt(1, "probe " + number));
    }

    static Traits phone(int number) {
        return probe(ProbeKind.PHONE, MOBILE, number);
    }

    static Moment at(int second, Cell cell, int number) {
        return new Moment(second * 1000L, probe(ProbeKind.PHONE, cell, number), cell);
    }

    /** Share of a thousand phones, each in the mobile cell at this second, for which it holds. */
    static double share(int second, Predicate<Moment> holds) {
        var count = IntStream.range(0, 1000)
                .filter(number -> holds.test(at(second, MOBILE, number)))
                .count();
        return count / 1000.0;
    }
}
