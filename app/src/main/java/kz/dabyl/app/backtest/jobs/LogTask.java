package kz.dabyl.app.backtest.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import kz.dabyl.app.backtest.LogBacktest;
import kz.dabyl.app.backtest.Progress;
import kz.dabyl.detector.tuning.history.BacktestJson;
import kz.dabyl.detector.tuning.history.Span;
import kz.dabyl.runtime.KafkaAccess;

/** Tries thresholds on the log of the service: on the history where one is kept beside it, else on every hop. */
record LogTask(KafkaAccess kafka, Path history, Order order) implements Task {

    @Override
    public JsonNode run(Progress progress) throws IOException {
        var sheet = order.sheet(Optional.empty());
        var kept = Optional.of(history).filter(Files::isRegularFile);
        new LogBacktest(kafka, kept, Optional.empty()).run(sheet, order.span().orElse(Span.ALL), progress);
        return BacktestJson.tree(sheet.report());
    }

    @Override
    public void close() {
        // Holds nothing between its steps.
    }
}
