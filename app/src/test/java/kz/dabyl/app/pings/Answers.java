package kz.dabyl.app.pings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import kz.dabyl.model.Access;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Ping;
import kz.dabyl.model.Report;

/**
 * Answered pings to hashed addresses of the city of Bago, Myanmar, as the Monash IP Observatory published them: one line
 * for each answer, none for a ping that was not answered. Immutable.
 */
final class Answers {

    private static final String COLLECTOR = "observatory";

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");
    private static final ZoneOffset MYANMAR = ZoneOffset.ofHoursMinutes(6, 30);
    private static final int COLUMNS = 10;

    private final List<Answer> inOrder;

    private record Answer(long time, String address, String provider, double rttMillis) {}

    /**
     * How a recording shows the answers.
     *
     * @param place where all addresses are
     * @param networkEach whether each provider is a network, or all are one
     * @param tickMillis time between two ticks
     * @param shiftMillis by how much everything is moved in time
     * @param skipMillis how much of the beginning is left out
     */
    record Telling(
            String place, Access access, boolean networkEach, long tickMillis, long shiftMillis, long skipMillis) {}

    private Answers(List<Answer> inOrder) {
        this.inOrder = inOrder;
    }

    /** Reads the published file; its lines are in no order. */
    static Answers read(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            return new Answers(lines.skip(1)
                    .map(Answers::answer)
                    .sorted(Comparator.comparingLong(Answer::time).thenComparing(Answer::address))
                    .toList());
        }
    }

    private static Answer answer(String line) {
        var cells = cells(line);
        if (cells.size() != COLUMNS) {
            throw new IllegalArgumentException("expected " + COLUMNS + " columns: " + line);
        }
        var time = LocalDateTime.parse(cells.get(7), LOCAL).toInstant(MYANMAR).toEpochMilli();
        return new Answer(time, cells.get(0), cells.get(5), Double.parseDouble(cells.get(9)));
    }

    /** The columns of a line of CSV; one in quotes may have commas. */
    private static List<String> cells(String line) {
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.length(); i++) {
            var c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }

    int count() {
        return inOrder.size();
    }

    /**
     * Hands the answers to {@code log} as reports of sources that never promise: each address is one, and one collector
     * ticks from the first answer to the last.
     */
    void tell(Telling telling, Consumer<LogEntry> log) {
        var from = inOrder.get(0).time() + telling.skipMillis();
        var seqs = new HashMap<String, Long>();
        var nextTick = Math.floorDiv(from + telling.shiftMillis(), telling.tickMillis()) * telling.tickMillis();
        for (var answer : inOrder) {
            if (answer.time() < from) {
                continue;
            }
            var received = answer.time() + telling.shiftMillis();
            for (; nextTick <= received; nextTick += telling.tickMillis()) {
                log.accept(new LogEntry.Tick(nextTick, COLLECTOR));
            }
            log.accept(new LogEntry.Received(received, COLLECTOR, report(answer, received, telling, seqs)));
        }
        log.accept(new LogEntry.Tick(nextTick, COLLECTOR));
    }

    private static Report report(Answer answer, long received, Telling telling, Map<String, Long> seqs) {
        return new Report(
                "bago-" + answer.address(),
                seqs.merge(answer.address(), 1L, Long::sum) - 1,
                received,
                Report.NO_PROMISE,
                telling.place(),
                telling.networkEach() ? network(answer.provider()) : "AS64512",
                telling.access(),
                null,
                null,
                null,
                List.of(Ping.answered("international/observatory", answer.rttMillis())));
    }

    /** The file names providers, not their numbers: each gets one of those for private use. */
    private static String network(String provider) {
        return "AS" + (64_513 + Math.floorMod(provider.hashCode(), 1000));
    }
}
