package kz.dabyl.model;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Writes the summary of a hop as the JSON of a recording; what is zero, false or empty is left out. */
final class SummaryWriter {

    private SummaryWriter() {}

    static void write(JsonGenerator json, HopSummary summary) throws IOException {
        json.writeStartObject();
        json.writeNumberField("hop", summary.hop());
        json.writeStringField("until", Times.format(summary.end()));
        json.writeNumberField("partition", summary.partition());
        json.writeNumberField("partitions", summary.partitions());
        json.writeArrayFieldStart("collectors");
        for (var clock : summary.collectors()) {
            json.writeStartObject();
            json.writeStringField("collector", clock.collector());
            json.writeStringField("tick", Times.format(clock.tick()));
            flag(json, "blind", clock.blind());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("cells");
        for (var cell : summary.cells()) {
            write(json, cell);
        }
        json.writeEndArray();
        if (!summary.rules().isEmpty()) {
            json.writeArrayFieldStart("rules");
            for (var rule : summary.rules()) {
                NoticeWriter.write(json, rule);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, CellSummary cell) throws IOException {
        json.writeStartObject();
        json.writeStringField("place", cell.cell().place());
        json.writeStringField("network", cell.cell().network());
        json.writeStringField("access", cell.cell().access().word());
        json.writeStringField("collector", cell.collector());
        number(json, "heard", cell.heard());
        number(json, "losses", cell.losses());
        number(json, "sources_heard", cell.sources().heard());
        number(json, "sources_known", cell.sources().known());
        if (!cell.cohorts().isEmpty()) {
            json.writeArrayFieldStart("cohorts");
            for (var cohort : cell.cohorts()) {
                write(json, cohort);
            }
            json.writeEndArray();
        }
        if (!cell.returns().isEmpty()) {
            json.writeArrayFieldStart("returns");
            for (var back : cell.returns()) {
                json.writeStartObject();
                json.writeNumberField("last_heard", back.lastHeard());
                number(json, "probes", back.probes());
                number(json, "rebooted", back.rebooted());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        writeLate(json, cell);
        writeTargets(json, cell);
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, CellSummary.Cohort cohort) throws IOException {
        json.writeStartObject();
        json.writeNumberField("last_heard", cohort.lastHeard());
        json.writeNumberField("interval_s", cohort.intervalSeconds());
        number(json, "loss", cohort.lossBucket());
        number(json, "sleep", cohort.sleepBucket());
        number(json, "software", cohort.software());
        number(json, "invite", cohort.invite());
        number(json, "probes", cohort.probes());
        number(json, "percent", cohort.percent());
        flag(json, "newcomers", cohort.newcomers());
        flag(json, "dark", cohort.dark());
        flag(json, "mains", cohort.mains());
        json.writeEndObject();
    }

    private static void writeLate(JsonGenerator json, CellSummary cell) throws IOException {
        if (cell.late().isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("late");
        for (var late : cell.late()) {
            json.writeStartObject();
            json.writeNumberField("measured", late.measured());
            number(json, "reports", late.reports());
            number(json, "reached", late.reached());
            number(json, "cut", late.cut());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeTargets(JsonGenerator json, CellSummary cell) throws IOException {
        if (cell.targets().isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("targets");
        for (var tally : cell.targets()) {
            json.writeStartObject();
            json.writeStringField("target", tally.target());
            number(json, "well", tally.well());
            number(json, "percent", tally.percent());
            number(json, "newcomers", tally.newcomers());
            if (!tally.troubles().isEmpty()) {
                json.writeArrayFieldStart("troubles");
                for (var trouble : tally.troubles()) {
                    write(json, trouble);
                }
                json.writeEndArray();
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, CellSummary.Trouble trouble) throws IOException {
        json.writeStartObject();
        json.writeStringField("ailment", trouble.ailment().word());
        json.writeNumberField("since", trouble.since());
        number(json, "results", trouble.results());
        number(json, "rate", trouble.rateBucket());
        number(json, "probes", trouble.probes());
        number(json, "percent", trouble.percent());
        flag(json, "newcomers", trouble.newcomers());
        json.writeEndObject();
    }

    private static void number(JsonGenerator json, String name, int value) throws IOException {
        if (value != 0) {
            json.writeNumberField(name, value);
        }
    }

    private static void flag(JsonGenerator json, String name, boolean value) throws IOException {
        if (value) {
            json.writeBooleanField(name, true);
        }
    }
}
