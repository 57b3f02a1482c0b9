package kz.dabyl.detector.tuning;

import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * The figures of a scorecard. Times are seconds; a share of nothing is NaN.
 *
 * @param recallVisible of the events that could be seen
 * @param recallAll of all events
 * @param precision share of leading incidents among leading ones and false alarms
 * @param timeToDetect from an event's start to the first word about it
 * @param cells how well the affected cells were named, summed over the events that were found or could be seen, and over
 *     false alarms
 * @param kindAccuracy share of found events that the leading incident calls by their kind
 * @param closing from an event's end to the word that it is over
 * @param closedEarly found events that were told to be over before they were
 * @param unclosed found events that ended and were never told to be over
 * @param startedError how far the estimated beginning is off, without sign
 * @param endedError how far the estimated end is off, without sign
 * @param falseAlarmsPerMonth in 30 days of the whole deployment, with the Poisson interval
 * @param falseCellsPerCellYear cells of false alarms for each cell and year
 */
public record Score(
        Share recallVisible,
        Share recallAll,
        Share precision,
        Quantiles timeToDetect,
        Cells cells,
        Share kindAccuracy,
        Quantiles closing,
        long closedEarly,
        long unclosed,
        Quantiles startedError,
        Quantiles endedError,
        long falseAlarms,
        double falseAlarmsPerMonth,
        Interval falseAlarmsInterval,
        double falseCellsPerCellYear,
        long fragments,
        long retracted,
        long retractedConfirmed,
        double judgedDays) {

    private static final double DAY_MILLIS = 86_400_000;
    private static final double MONTH_DAYS = 30;
    private static final double YEAR_MILLIS = 365.25 * DAY_MILLIS;

    /** So many of so many. */
    public record Share(long hits, long of) {

        /** NaN where there was nothing. */
        public double value() {
            return of == 0 ? Double.NaN : (double) hits / of;
        }

        public Interval wilson() {
            return Interval.wilson(hits, of);
        }
    }

    /** Cells named rightly, wrongly, and not named. */
    public record Cells(long right, long wrong, long missed) {

        public double precision() {
            return new Share(right, right + wrong).value();
        }

        public double recall() {
            return new Share(right, right + missed).value();
        }

        /** Harmonic mean of both, NaN where there were no cells at all. */
        public double f1() {
            return new Share(2 * right, 2 * right + wrong + missed).value();
        }
    }

    /** Harmonic mean of precision and recall of the visible events; NaN where either is. */
    public double fMeasure() {
        var p = precision.value();
        var r = recallVisible.value();
        return p + r == 0 ? 0 : 2 * p * r / (p + r);
    }

    /** How many a month that many are in the time that was judged. */
    public double perMonth(long count) {
        return count * MONTH_DAYS / judgedDays;
    }

    public static Score of(Scorecard card) {
        var events = card.events();
        var found = events.stream().filter(EventOutcome::isFound).toList();
        var visible = events.stream().filter(EventOutcome::visible).toList();
        var falseAlarms = card.count(AlarmOutcome.Verdict.FALSE_ALARM);
        var leading = card.count(AlarmOutcome.Verdict.LEADING);
        var months = card.judgedMillis() / DAY_MILLIS / MONTH_DAYS;
        var falseCells = card.alarms().stream()
                .filter(alarm -> alarm.verdict() == AlarmOutcome.Verdict.FALSE_ALARM)
                .mapToLong(AlarmOutcome::falseCells)
                .sum();
        var closedEarly = details(card).filter(EventOutcome.Found::closedEarly).count();
        return new Score(
                new Share(visible.stream().filter(EventOutcome::isFound).count(), visible.size()),
                new Share(found.size(), events.size()),
                new Share(leading, leading + falseAlarms),
                seconds(card, EventOutcome.Found::delay),
                cells(card),
                new Share(found.stream().filter(Score::namedRightly).count(), found.size()),
                seconds(card, EventOutcome.Found::closing),
                closedEarly,
                details(card).filter(EventOutcome.Found::unclosed).count(),
                seconds(card, outcome -> Math.abs(outcome.startedError())),
                seconds(card, outcome -> Math.abs(outcome.endedError())),
                falseAlarms,
                falseAlarms / months,
                Interval.poisson(falseAlarms).scaled(1 / months),
                falseCells / (card.cellMillis() / YEAR_MILLIS),
                card.count(AlarmOutcome.Verdict.FRAGMENT),
                card.alarms().stream().filter(alarm -> alarm.retracted()).count(),
                card.alarms().stream()
                        .filter(alarm -> alarm.retracted() && alarm.confirmed())
                        .count(),
                card.judgedMillis() / DAY_MILLIS);
    }

    private static boolean namedRightly(EventOutcome outcome) {
        return outcome.found()
                .map(found -> found.named() == outcome.event().kind())
                .orElse(false);
    }

    private static Stream<EventOutcome.Found> details(Scorecard card) {
        return card.events().stream().flatMap(outcome -> outcome.found().stream());
    }

    private static Quantiles seconds(Scorecard card, ToDoubleFunction<EventOutcome.Found> millis) {
        return Quantiles.of(details(card)
                .map(millis::applyAsDouble)
                .filter(value -> !value.isNaN())
                .map(value -> value / 1000)
                .toList());
    }

    private static Cells cells(Scorecard card) {
        var counted = card.events().stream()
                .filter(outcome -> outcome.isFound() || outcome.visible())
                .toList();
        var right = counted.stream().mapToLong(EventOutcome::cellsFound).sum();
        var there = counted.stream().mapToLong(EventOutcome::cells).sum();
        var wrong = card.alarms().stream().mapToLong(AlarmOutcome::falseCells).sum();
        return new Cells(right, wrong, there - right);
    }
}
