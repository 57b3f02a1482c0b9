package kz.dabyl.collector.adapter.prometheus;

import java.util.Map;

/** One time series. */
record Series(Map<String, String> labels, Samples samples) {

    String name() {
        return label("__name__");
    }

    /** Empty if there is none, which is the same to Prometheus. */
    String label(String name) {
        return labels.getOrDefault(name, "");
    }
}
