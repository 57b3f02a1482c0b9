package kz.dabyl.deploy;

import static kz.dabyl.deploy.Panel.Level.BAD;
import static kz.dabyl.deploy.Panel.Level.WARNING;
import static kz.dabyl.deploy.Panel.curves;
import static kz.dabyl.deploy.Panel.figure;
import static kz.dabyl.deploy.Panel.shares;
import static kz.dabyl.deploy.Query.now;
import static kz.dabyl.deploy.Query.over;

import java.util.List;
import kz.dabyl.deploy.Dashboard.Row;
import kz.dabyl.deploy.Panel.Level;

/** What the on-call engineer looks at: the pipeline from report to incident, and the deliveries. */
final class Works {

    private static final String REPORTS = "dabyl_reports_total";
    private static final String DELIVERIES = "dabyl_deliveries_total";
    private static final String REQUESTS = "vertx_http_server_requests_total";

    /** Those that the collector answers without all of HTTP, which are not among the others. */
    private static final String SMALL_REQUESTS = "dabyl_report_requests_total";

    private Works() {}

    static Dashboard pipeline() {
        return new Dashboard(
                "dabyl-pipeline",
                "pipeline.json",
                "Dabyl / Pipeline",
                "From report to incident: what comes in, how fast Kafka takes it, how far behind the detector is",
                "10s",
                Scope.of(REPORTS),
                List.of(collector(), detector(), process()));
    }

    private static Row collector() {
        return Row.of(
                "Collector",
                curves(
                        "Reports by what became of them",
                        "'unavailable' was answered 503, for Kafka did not take it; 'limited' was answered 429; 'misdated' was taken and"
                                + " dated by its receipt.",
                        "ops",
                        over("sum by (result) (" + Series.rate(REPORTS) + ")", "{{result}}")),
                curves(
                        "Acknowledgement by Kafka",
                        "From a request with reports until Kafka had acknowledged all of them.",
                        "s",
                        over(Series.quantile(0.5, "dabyl_report_ack_seconds"), "median"),
                        over(Series.quantile(0.99, "dabyl_report_ack_seconds"), "99 of 100")),
                curves(
                        "Age of reports at receipt",
                        "From the measurement to its receipt. A wave of old reports is probes that were cut off and are back.",
                        "s",
                        over(Series.quantile(0.5, "dabyl_report_lateness_seconds"), "median"),
                        over(Series.quantile(0.99, "dabyl_report_lateness_seconds"), "99 of 100")),
                curves(
                        "Bodies in memory",
                        "Bodies of requests that are being read or stored. It is bounded: at the bound requests are answered 503.",
                        "bytes",
                        over("sum by (instance) (" + Series.of("dabyl_collector_body_bytes") + ")", "{{instance}}")),
                curves(
                        "Requests by answer",
                        "All HTTP requests, by status code.",
                        "reqps",
                        over(
                                "sum by (code) (" + Series.rate(REQUESTS) + " or " + Series.rate(SMALL_REQUESTS) + ")",
                                "{{code}}")),
                curves(
                        "Kafka producer",
                        "Longest and mean time that Kafka takes for one of the collector's requests.",
                        "ms",
                        over(
                                "max by (client_id) (" + Series.of("kafka_producer_request_latency_avg") + ")",
                                "mean {{client_id}}"),
                        over(
                                "max by (client_id) (" + Series.of("kafka_producer_request_latency_max") + ")",
                                "longest {{client_id}}")));
    }

    private static Row detector() {
        return Row.of(
                "Detector",
                curves(
                        "Lag",
                        "Log time between the foremost tick and the last judged hop. A few seconds are normal; a line that rises is a"
                                + " detector that does not keep up, or that waits for a collector.",
                        "s",
                        over("max(" + Series.of("dabyl_detector_lag_seconds") + ")", "lag")),
                curves(
                        "Blind collectors",
                        "Collectors that do not tick, or whose probes fall silent alike over unrelated places.",
                        "none",
                        over("max(" + Series.of("dabyl_detector_blind") + ")", "blind")),
                curves(
                        "Duplicates",
                        "Reports that came a second time: probes that send again what was taken, or a collector that answered too late.",
                        "ops",
                        over("sum(" + Series.rate("dabyl_detector_duplicates_total") + ")", "duplicates")),
                curves(
                        "Restarts after a failure",
                        "How often the detector began anew since the point before. The log says why.",
                        "none",
                        over("sum(" + Series.increase("dabyl_detector_restarts_total") + ")", "restarts")));
    }

    private static Row process() {
        return Row.of(
                "Process",
                shares(
                        "Heap in use",
                        "Share of the largest allowed heap that is in use, garbage included.",
                        over(
                                "sum by (instance) (" + Series.of("jvm_memory_used_bytes", "area=\"heap\"")
                                        + ") / sum by (instance) (" + Series.of("jvm_memory_max_bytes", "area=\"heap\"")
                                        + " > 0)",
                                "{{instance}}")),
                shares(
                        "CPU",
                        "Share of all cores that the process takes.",
                        over("sum by (instance) (" + Series.of("process_cpu_usage") + ")", "{{instance}}")),
                shares(
                        "Time in garbage collection",
                        "Share of time in which the process stands still to collect garbage.",
                        over("sum by (instance) (" + Series.rate("jvm_gc_pause_seconds_sum") + ")", "{{instance}}")),
                curves(
                        "Threads",
                        "Threads of the process; a line that only rises is a leak.",
                        "none",
                        over("sum by (instance) (" + Series.of("jvm_threads_live_threads") + ")", "{{instance}}")));
    }

    static Dashboard deliveries() {
        return new Dashboard(
                "dabyl-deliveries",
                "deliveries.json",
                "Dabyl / Deliveries",
                "Whether alerts arrive, and how fast",
                "10s",
                Scope.of(DELIVERIES),
                List.of(Row.of(
                        "Deliveries",
                        figure(
                                "Delivered in the last hour",
                                "Messages that their receivers took.",
                                "none",
                                now(lastHour("delivered"), "delivered")),
                        figure(
                                "Given up in the last hour",
                                "Messages that were tried for three days, and whose subscriptions are disabled now.",
                                "none",
                                now(lastHour("failed"), "failed"),
                                new Level(1, BAD)),
                        figure(
                                "Tried again in the last hour",
                                "Tries that failed and will be repeated. Some are normal: receivers restart.",
                                "none",
                                now(lastHour("retried"), "retried"),
                                new Level(50, WARNING)),
                        figure(
                                "Ended by receivers",
                                "Receivers that answered 410 in the last hour and get nothing any more.",
                                "none",
                                now(lastHour("gone"), "gone")),
                        curves(
                                "What became of messages",
                                "By channel and outcome. 'dropped' was overtaken by later news before it was sent.",
                                "ops",
                                over(
                                        "sum by (channel, outcome) (" + Series.rate(DELIVERIES) + ")",
                                        "{{channel}} {{outcome}}")),
                        curves(
                                "Time until a message arrived",
                                "From the making of a message until its receiver had it, retries included.",
                                "s",
                                over(Series.quantile(0.5, "dabyl_delivery_seconds"), "median"),
                                over(Series.quantile(0.95, "dabyl_delivery_seconds"), "95 of 100")))));
    }

    /** A figure that says of which time it is: the interval of a curve, which changes with the zoom, would be none. */
    private static String lastHour(String outcome) {
        return "sum(increase(" + Series.of(DELIVERIES, "outcome=\"" + outcome + "\"") + "[1h]))";
    }
}
