package kz.dabyl.app.backtest.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import kz.dabyl.app.backtest.HistoryKeeper;
import kz.dabyl.app.backtest.LogBacktest;
import kz.dabyl.app.backtest.Progress;
import kz.dabyl.app.backtest.SummaryLog;
import kz.dabyl.detector.tuning.history.BacktestJson;
import kz.dabyl.detector.tuning.history.Span;
import kz.dabyl.runtime.kafka.KafkaAccess;

/** Tries thresholds on the log of the service: on the history where one is kept beside it, else on every hop. */
record LogTask(KafkaAccess kafka, Path history, Order order) implements Task {

    @Override
    public JsonNode run(Progress progress) throws IOException {
        var sheet = order.sheet(Optional.empty());
        var span = order.span().orElse(Span.ALL);
        new LogBacktest(kafka, history(span, progress), Optional.empty()).run(sheet, span, progress);
        return BacktestJson.tree(sheet.report());
    }

    private Optional<Path> history(Span span, Progress progress) throws IOException {
        var log = new SummaryLog(kafka);
        var held = log.extent();
        if (Files.isRegularFile(history)
                && held.isPresent()
                && new HistoryKeeper(log, history).tellsOf(span, held.get())) {
            return Optional.of(history);
        }
        progress.say("the history that the service keeps does not reach over this time yet, so every hop is folded,"
                + " which takes long for more than a few days");
        return Optional.empty();
    }

    @Override
    public void close() {
        // Holds nothing between its steps.
    }
}
