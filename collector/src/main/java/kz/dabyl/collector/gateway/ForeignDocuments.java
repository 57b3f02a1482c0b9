package kz.dabyl.collector.gateway;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import kz.dabyl.collector.adapter.Adapted;
import kz.dabyl.collector.adapter.Adapter;
import kz.dabyl.collector.adapter.DocumentReader;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.model.Report;
import kz.dabyl.runtime.http.MediaType;

/**
 * JSON documents that an {@link Adapter} reads: one a line, in arrays, or one after the other. What is no JSON is passed over up
 * to the next line that begins a document; in an array or a bundle nobody knows where the next one begins. Immutable.
 */
public final class ForeignDocuments implements Format {

    private static final Set<String> TYPES = Set.of("application/json", "application/x-ndjson");

    /** Each is begun anew behind; so many are no mishap, and would keep a thread busy. */
    static final int MOST_BROKEN = 300;

    private final Function<Terms, Adapter> adapters;

    /** @param adapters how to read the documents of a request */
    public ForeignDocuments(Function<Terms, Adapter> adapters) {
        this.adapters = adapters;
    }

    @Override
    public boolean takes(String contentType) {
        return TYPES.contains(MediaType.of(contentType));
    }

    @Override
    public Set<Encoding> encodings() {
        return Set.of(Encoding.IDENTITY, Encoding.GZIP);
    }

    @Override
    public boolean ofOneProbe() {
        return false;
    }

    @Override
    public Readings decode(byte[] body, Terms terms) {
        Adapter adapter;
        try {
            adapter = adapters.apply(terms);
        } catch (InvalidInputException e) {
            return Readings.malformed(String.valueOf(e.getMessage()));
        }
        var reading = new Reading(adapter);
        var from = 0;
        var line = 1;
        for (var broken = 0; from < body.length; broken++) {
            var left = new ByteArrayInputStream(body, from, body.length - from);
            var next = broken < MOST_BROKEN ? reading.take(left, body, from, line) : reading.giveUp(body, line);
            line += Lines.count(body, from, next);
            from = next;
        }
        return new Readings(reading.inOrder(), reading.faults.listed(), reading.faults.rejected());
    }

    /** One body. */
    private static final class Reading {

        private final Adapter adapter;
        private final List<Report> reports = new ArrayList<>();
        private final Faults faults = new Faults();

        Reading(Adapter adapter) {
            this.adapter = adapter;
        }

        /**
         * Takes what stands from {@code from}, in line {@code line}, up to what cannot be read.
         *
         * @return where to go on
         */
        int take(InputStream left, byte[] body, int from, int line) {
            try (var documents = new DocumentReader(left)) {
                try {
                    for (var next = documents.next(); next.isPresent(); next = documents.next()) {
                        take(next.get(), line - 1);
                    }
                } catch (InvalidInputException e) {
                    return passOver(documents, e.detail(), body, from, line);
                }
            } catch (IOException e) {
                faults.add(line, "", "not JSON in UTF-8");
            }
            return body.length;
        }

        private int passOver(DocumentReader documents, String why, byte[] body, int from, int line) {
            var before = documents.bytesBeforeBroken();
            if (before < 0 || documents.brokenElement() > 0) {
                faults.add(Math.max(documents.brokenElement(), 1), "", why + "; what stands behind it was not read");
                return body.length;
            }
            var begin = Lines.firstOf(body, (int) (from + before));
            faults.add(line + Lines.count(body, from, begin), "", why);
            return Lines.nextDocument(body, begin);
        }

        int giveUp(byte[] body, int line) {
            faults.add(line, "", "not read, nor what stands behind it: too much before it is not JSON");
            return body.length;
        }

        private void take(DocumentReader.Document document, int linesBefore) {
            var adapted = adapter.read(document.content());
            if (adapted instanceof Adapted.Reports good) {
                reports.addAll(good.reports());
            } else if (adapted instanceof Adapted.Rejected bad) {
                var number = document.element() > 0 ? document.element() : linesBefore + document.line();
                faults.add(number, bad.pointer(), bad.detail());
            }
        }

        /** As each probe measured them: a number below one that came before may be taken for a repeat. */
        List<Report> inOrder() {
            var names = new HashSet<String>();
            return reports.stream()
                    .sorted(Comparator.comparingLong(Report::at).thenComparingLong(Report::seq))
                    .filter(report -> names.add(report.probe() + ' ' + report.seq()))
                    .toList();
        }
    }
}
