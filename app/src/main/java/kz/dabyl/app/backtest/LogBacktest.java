package kz.dabyl.app.backtest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import kz.dabyl.detector.tuning.history.Span;
import kz.dabyl.model.Incident;
import kz.dabyl.model.Rally;
import kz.dabyl.runtime.kafka.KafkaAccess;

/**
 * Tries thresholds on the log of a service, against what that service published where there is no other reference, and by
 * what people have labelled of it. Blocking.
 */
public final class LogBacktest {

    private final KafkaAccess kafka;
    private final Optional<Path> history;
    private final Optional<List<Rally>> rallies;

    /**
     * @param history file to keep it in, without which every hop is folded
     * @param rallies known to all; without it those that the log tells of
     */
    public LogBacktest(KafkaAccess kafka, Optional<Path> history, Optional<List<Rally>> rallies) {
        this.kafka = kafka;
        this.history = history;
        this.rallies = rallies;
    }

    /** Writes into {@code sheet} what its trials would have raised in {@code span}. */
    public void run(BacktestSheet sheet, Span span, Progress progress) throws IOException {
        var backtest = new Backtest(sheet.trials(), rallies, span, progress);
        var outcomes = backtest.run(Optional.of(new SummaryLog(kafka)), history);
        var covered = backtest.covered().orElse(new Span(0, 0));
        var published = PublishedIncidents.of(kafka);
        sheet.add(outcomes, sheet.reference().isPresent() ? List.<Incident>of() : published, covered);
        sheet.label(published, LabelsAtRest.of(kafka), covered);
    }
}
