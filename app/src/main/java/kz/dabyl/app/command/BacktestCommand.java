package kz.dabyl.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import kz.dabyl.app.backtest.Backtest;
import kz.dabyl.app.backtest.BacktestSheet;
import kz.dabyl.app.backtest.LogBacktest;
import kz.dabyl.app.backtest.PrintedProgress;
import kz.dabyl.app.backtest.RecordedSummaries;
import kz.dabyl.app.backtest.SummaryLog;
import kz.dabyl.app.backtest.SummarySource;
import kz.dabyl.detector.tuning.Truth;
import kz.dabyl.detector.tuning.TruthReader;
import kz.dabyl.detector.tuning.history.BacktestJson;
import kz.dabyl.detector.tuning.history.BacktestText;
import kz.dabyl.detector.tuning.history.Span;
import kz.dabyl.detector.tuning.history.Trial;
import kz.dabyl.model.Rally;
import kz.dabyl.model.Thresholds;
import kz.dabyl.runtime.kafka.KafkaAccess;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dabyl backtest}: which incidents thresholds would have raised. */
@Command(
        name = "backtest",
        description = {
            "Tells which incidents thresholds would have raised over the log or over recordings, and which they gain and lose"
                    + " against others.",
            "The first time it reads a log it keeps what matters of it in a history beside the log; from then on it reads"
                    + " only what is new, and a quarter takes seconds."
        })
final class BacktestCommand implements Callable<Integer> {

    private static final String HISTORY = SummaryLog.HISTORY;

    private final Terminal terminal;

    @Mixin
    private TrialFlags flags = new TrialFlags();

    @Parameters(
            arity = "0..*",
            paramLabel = "RECORDING",
            description = "Recordings instead of a log, gzipped or not, each for itself; - is standard input.")
    private List<String> recordings = new ArrayList<>();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description =
                    "Data directory of the service; its broker is used if it runs, else started for as long as this"
                            + " takes (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT,…",
            description = "A cluster instead; --data then only holds the history.")
    private Optional<String> kafka = Optional.empty();

    @Option(
            names = "--history",
            paramLabel = "FILE",
            description = "Where the history is kept (default: " + HISTORY
                    + " in the data directory; for a recording none)." + " Alone, without a log, it is read as it is.")
    private Optional<Path> history = Optional.empty();

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = TimeText.class,
            description = "Tell of incidents detected from then on, such as 2021-04-24T07:00:00Z.")
    private Optional<Long> from = Optional.empty();

    @Option(
            names = "--to",
            paramLabel = "TIME",
            // DABYL_TO is the address that a probe reports to.
            descriptionKey = "DABYL_BACKTEST_TO",
            converter = TimeText.class,
            description = "First moment after it.")
    private Optional<Long> to = Optional.empty();

    @Option(
            names = "--rallies",
            paramLabel = "FILE",
            description =
                    "Announced rallies as a JSON array or a calendar (.ics); default: those that the log tells of.")
    private Optional<String> rallies = Optional.empty();

    @Option(
            names = "--truth",
            paramLabel = "FILE",
            description =
                    "What really happened, as simulate --truth writes it: tells delays and false alarms. One for each"
                            + " recording, in their order.")
    private List<String> truths = new ArrayList<>();

    @Option(names = "--json", description = "Print one JSON object instead of tables.")
    private boolean json;

    BacktestCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        check();
        var gathered = new BacktestSheet(
                flags.configurations(terminal),
                reference(),
                flags.curve(base()),
                truths.stream().map(this::truth).toList());
        if (!recordings.isEmpty()) {
            for (var recording : recordings) {
                var source = new RecordedSummaries(sink -> InputFile.recording(recording, terminal, sink));
                run(gathered, Optional.of(source), history);
            }
        } else if (aloneHistory()) {
            run(gathered, Optional.empty(), history);
        } else {
            LogAddress.use(kafka, data, servers -> log(gathered, servers));
        }
        var report = gathered.report();
        terminal.print(
                json
                        ? BacktestJson.tree(report).toString()
                        : BacktestText.of(report).stripTrailing());
        return 0;
    }

    private void check() {
        if (span().from() >= span().to()) {
            throw new BadInputException("--to must be later than --from");
        }
        var sources = Math.max(1, recordings.size());
        if (!truths.isEmpty() && truths.size() != sources) {
            throw new BadInputException(
                    "expected as many --truth as recordings, were %d and %d".formatted(truths.size(), sources));
        }
        if (history.isPresent() && recordings.size() > 1) {
            throw new BadInputException("--history: expected one recording, were " + recordings.size());
        }
        if (history.isPresent() && recordings.contains("-")) {
            throw new BadInputException("--history: standard input can be read once only, name a file");
        }
    }

    /** Thresholds that the trials are held against; none where it is what was published. */
    private Optional<Trial> reference() {
        return flags.against(terminal)
                .or(() -> recordings.isEmpty() && !aloneHistory()
                        ? Optional.empty()
                        : Optional.of(TrialFlags.defaults()));
    }

    private Thresholds base() {
        return flags.configurations(terminal).get(0).thresholds();
    }

    private boolean aloneHistory() {
        return kafka.isEmpty() && history.filter(Files::isRegularFile).isPresent() && !LogAddress.holdsLog(data);
    }

    private void log(BacktestSheet sheet, String servers) throws IOException {
        var access = new KafkaAccess(servers, "dabyl-backtest");
        new LogBacktest(access, Optional.of(history.orElse(data.resolve(HISTORY))), announced())
                .run(sheet, span(), progress());
    }

    private void run(BacktestSheet sheet, Optional<SummarySource> source, Optional<Path> kept) throws IOException {
        var backtest = new Backtest(sheet.trials(), announced(), span(), progress());
        sheet.add(backtest.run(source, kept), List.of(), backtest.covered().orElse(new Span(0, 0)));
    }

    private PrintedProgress progress() {
        return new PrintedProgress(terminal.err(), InstantSource.system());
    }

    private Optional<List<Rally>> announced() {
        return rallies.map(file -> RallyFile.read(file, terminal, InstantSource.system()));
    }

    private Truth truth(String file) {
        return InputFile.parse(file, terminal, TruthReader::read);
    }

    private Span span() {
        return new Span(from.orElse(Long.MIN_VALUE), to.orElse(Long.MAX_VALUE));
    }
}
