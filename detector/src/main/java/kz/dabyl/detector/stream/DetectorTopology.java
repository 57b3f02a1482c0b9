package kz.dabyl.detector.stream;

import java.util.Map;
import kz.dabyl.model.Topics;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.WallclockTimestampExtractor;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Reports, fold one, summaries, fold two, incidents: two subtopologies that meet in {@link Topics#CELL_SUMMARIES}. The
 * names of stores are part of the names of their changelogs.
 */
final class DetectorTopology {

    static final String PROBE_STORE = "probe-blocks";
    static final String INCIDENT_STORE = "incident-blocks";

    private static final FoldProcessor.Sinks SUMMARIES =
            new FoldProcessor.Sinks("to-summaries", "to-nobody", "to-nobody");
    private static final FoldProcessor.Sinks INCIDENTS =
            new FoldProcessor.Sinks("to-revisions", "to-cells", "to-states");

    /** Superseded blocks are read again at every restore until their segment is compacted, so segments are small. */
    private static final Map<String, String> CHANGELOG = Map.of(
            TopicConfig.SEGMENT_BYTES_CONFIG,
            String.valueOf(16 << 20),
            TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
            "0.1");

    private DetectorTopology() {}

    static Topology of(
            SourceTopic reports,
            StoredFold.Kind probeFold,
            SourceTopic summaries,
            StoredFold.Kind incidentFold,
            Replay replay) {
        var topology = new Topology();
        source(topology, "reports", Topics.REPORTS);
        topology.addProcessor(
                "probe-fold", () -> new FoldProcessor(probeFold, PROBE_STORE, reports, replay, SUMMARIES), "reports");
        topology.addStateStore(store(PROBE_STORE), "probe-fold");
        sink(topology, SUMMARIES.results(), Topics.CELL_SUMMARIES, "probe-fold");

        source(topology, "summaries", Topics.CELL_SUMMARIES);
        topology.addProcessor(
                "incident-fold",
                () -> new FoldProcessor(incidentFold, INCIDENT_STORE, summaries, replay, INCIDENTS),
                "summaries");
        topology.addStateStore(store(INCIDENT_STORE), "incident-fold");
        sink(topology, INCIDENTS.results(), Topics.INCIDENT_REVISIONS, "incident-fold");
        sink(topology, INCIDENTS.views(), Topics.CELLS, "incident-fold");
        sink(topology, INCIDENTS.states(), Topics.DETECTOR_STATES, "incident-fold");
        return topology;
    }

    /** Record times mean nothing to us; what the extractor says ends up in our internal topics' records only. */
    private static void source(Topology topology, String name, String topic) {
        topology.addSource(
                AutoOffsetReset.earliest(),
                name,
                new WallclockTimestampExtractor(),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                topic);
    }

    private static void sink(Topology topology, String name, String topic, String parent) {
        topology.addSink(name, topic, new ByteArraySerializer(), new ByteArraySerializer(), parent);
    }

    private static StoreBuilder<KeyValueStore<Integer, byte[]>> store(String name) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.Integer(), Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingEnabled(CHANGELOG);
    }
}
