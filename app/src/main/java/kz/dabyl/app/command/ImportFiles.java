package kz.dabyl.app.command;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import kz.dabyl.app.recording.ImportedReports;
import kz.dabyl.collector.adapter.Adapted;
import kz.dabyl.collector.adapter.Adapter;
import kz.dabyl.collector.adapter.DocumentReader;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.model.RecordingWriter;

/**
 * Reads files of a foreign format and prints the recording that they make. What is malformed ends it; what is of no use is
 * passed over, and counted on standard error. Not thread-safe.
 */
final class ImportFiles {

    private final Adapter adapter;
    private final Terminal terminal;
    private final ImportedReports reports;
    private final Map<String, Integer> passedOver = new TreeMap<>();

    /** @param collector name of the recording's collector */
    ImportFiles(Adapter adapter, String collector, Terminal terminal) {
        this.adapter = adapter;
        this.terminal = terminal;
        this.reports = new ImportedReports(collector);
    }

    void run(Iterable<String> files) throws IOException {
        for (var file : files) {
            read(file);
        }
        try (var recording = new RecordingWriter(terminal.out())) {
            var repeated = reports.writeTo(recording::write);
            if (repeated > 0) {
                note("documents that had come already: " + repeated);
            }
        }
        passedOver.forEach((why, count) -> note("documents passed over: " + count + ", " + why));
    }

    private void read(String file) throws IOException {
        try (var documents = new DocumentReader(InputFile.open(file, terminal))) {
            for (var next = documents.next(); next.isPresent(); next = documents.next()) {
                take(file, next.get());
            }
        } catch (InvalidInputException e) {
            throw new BadInputException(file + ":" + e.getMessage(), e);
        }
    }

    private void take(String file, DocumentReader.Document document) {
        var adapted = adapter.read(document.content());
        if (adapted instanceof Adapted.Reports read) {
            read.reports().forEach(reports::add);
        } else if (adapted instanceof Adapted.Rejected rejected) {
            var why = rejected.pointer().isEmpty() ? rejected.detail() : rejected.pointer() + ": " + rejected.detail();
            if (rejected.reason() == Adapted.Reason.MALFORMED) {
                throw new BadInputException(file + ":" + document.line() + ": " + why);
            }
            passedOver.merge(why, 1, Integer::sum);
        }
    }

    private void note(String line) {
        terminal.err().println("dabyl: " + line);
    }
}
