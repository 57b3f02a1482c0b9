package kz.dabyl.app.service;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import kz.dabyl.alerts.channels.ChannelSettings;
import kz.dabyl.collector.log.TimeMode;
import kz.dabyl.collector.rules.StartRules;
import kz.dabyl.runtime.kafka.Retention;
import kz.dabyl.runtime.tls.TlsFiles;

/**
 * What a service is told at its start.
 *
 * @param data its directory, made where it is missing
 * @param kafka addresses of a cluster; without them the broker is embedded
 * @param collectorId names its collector in the log; without it the directory keeps one
 * @param durable whether the embedded broker flushes every append to disk
 * @param channels what it says about messages
 * @param rules thresholds and rallies that its collector is given
 * @param retention how long its log keeps what it may forget
 */
public record ServiceOptions(
        Http http,
        Path data,
        Optional<String> kafka,
        boolean durable,
        Set<Role> roles,
        TimeMode timeMode,
        Optional<String> collectorId,
        boolean allowPrivateWebhooks,
        ChannelSettings channels,
        StartRules rules,
        Tokens tokens,
        Retention retention) {

    /**
     * Where it listens.
     *
     * @param port 0 takes a free one
     * @param instances how many servers share it, each on an event loop of its own
     * @param connections that may be open at once
     * @param metricsPublic whether metrics are for other hosts too
     * @param tls who it is; without it connections are not encrypted
     */
    public record Http(
            String host, int port, int instances, int connections, boolean metricsPublic, Optional<TlsFiles> tls) {

        public static final int MOST_INSTANCES = 256;
        public static final int FEWEST_CONNECTIONS = 100;

        /** What a connection may cost by its idle state and a head that does not end. */
        private static final int HEAP_BYTES_A_CONNECTION = 24 * 1024;

        public Http {
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException("--http-port must be 0 to 65535, was " + port);
            }
            if (instances < 1 || instances > MOST_INSTANCES) {
                throw new IllegalArgumentException(
                        "--http-instances must be 1 to " + MOST_INSTANCES + ", was " + instances);
            }
            if (connections < FEWEST_CONNECTIONS) {
                throw new IllegalArgumentException(
                        "--http-connections must be at least " + FEWEST_CONNECTIONS + ", was " + connections);
            }
        }

        /** Not encrypted, with as many servers as this machine has cores, and what connections the heap carries. */
        public Http(String host, int port, boolean metricsPublic) {
            this(host, port, cores(), carried(), metricsPublic, Optional.empty());
        }

        /** Connections that the heap of this process carries. */
        public static int carried() {
            var connections = Runtime.getRuntime().maxMemory() / HEAP_BYTES_A_CONNECTION;
            return (int) Math.min(Integer.MAX_VALUE, Math.max(FEWEST_CONNECTIONS, connections));
        }

        public static int cores() {
            return Math.min(MOST_INSTANCES, Runtime.getRuntime().availableProcessors());
        }

        /** The same, encrypted or not. */
        public Http with(Optional<TlsFiles> other) {
            return new Http(host, port, instances, connections, metricsPublic, other);
        }
    }

    /** Tokens that are given; the others are made and kept. */
    public record Tokens(Optional<String> operator, Optional<String> relay) {

        public static final Tokens NONE = new Tokens(Optional.empty(), Optional.empty());
    }

    public ServiceOptions {
        roles = Set.copyOf(roles);
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("--roles must name at least one");
        }
    }

    /** A service that does everything, in real time, on its own broker. */
    public static ServiceOptions of(Http http, Path data) {
        return new ServiceOptions(
                http,
                data,
                Optional.empty(),
                false,
                EnumSet.allOf(Role.class),
                TimeMode.WALL,
                Optional.empty(),
                false,
                ChannelSettings.NONE,
                StartRules.NONE,
                Tokens.NONE,
                Retention.USUAL);
    }

    /** The same for demonstrations and tests: time comes from recordings, and webhooks may go to this machine. */
    public ServiceOptions fedByRecordings() {
        return new ServiceOptions(
                http, data, kafka, durable, roles, TimeMode.LOG, collectorId, true, channels, rules, tokens, retention);
    }

    /** The same, encrypted or not. */
    public ServiceOptions with(Optional<TlsFiles> tls) {
        return new ServiceOptions(
                http.with(tls),
                data,
                kafka,
                durable,
                roles,
                timeMode,
                collectorId,
                allowPrivateWebhooks,
                channels,
                rules,
                tokens,
                retention);
    }
}
