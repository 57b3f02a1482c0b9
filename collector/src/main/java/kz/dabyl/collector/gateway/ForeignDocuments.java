package kz.dabyl.collector.gateway;

import java.io.ByteArrayInputStream;
import java.io.IOException;
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
import kz.dabyl.runtime.MediaType;

/** JSON documents that an {@link Adapter} reads: one a line, in arrays, or one after the other. Immutable. */
public final class ForeignDocuments implements Format {

    private static final Set<String> TYPES = Set.of("application/json", "application/x-ndjson");

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
    public Decoded decode(byte[] body, Terms terms) {
        Adapter adapter;
        try {
            adapter = adapters.apply(terms);
        } catch (InvalidInputException e) {
            return Decoded.malformed(String.valueOf(e.getMessage()));
        }
        var reading = new Reading(adapter);
        try (var documents = new DocumentReader(new ByteArrayInputStream(body))) {
            for (var next = documents.next(); next.isPresent(); next = documents.next()) {
                reading.take(next.get());
            }
        } catch (InvalidInputException e) {
            reading.faults.add(1, "", String.valueOf(e.getMessage()));
        } catch (IOException e) {
            reading.faults.add(1, "", "not JSON in UTF-8");
        }
        return new Decoded(reading.inOrder(), reading.faults.listed(), reading.faults.rejected());
    }

    /** One body. */
    private static final class Reading {

        private final Adapter adapter;
        private final List<Report> reports = new ArrayList<>();
        private final Faults faults = new Faults();

        Reading(Adapter adapter) {
            this.adapter = adapter;
        }

        void take(DocumentReader.Document document) {
            var adapted = adapter.read(document.content());
            if (adapted instanceof Adapted.Reports good) {
                reports.addAll(good.reports());
            } else if (adapted instanceof Adapted.Rejected bad) {
                faults.add(document.line(), bad.pointer(), bad.detail());
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
