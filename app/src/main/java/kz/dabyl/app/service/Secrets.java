package kz.dabyl.app.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import kz.dabyl.alerts.webhook.WebhookKeys;
import kz.dabyl.collector.targets.TargetRules;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.runtime.access.Credentials;
import kz.dabyl.runtime.secrets.SecretFile;

/**
 * The secrets of a service, from its environment or its data directory.
 *
 * @param collectorId names the collector of this directory in the log, the same over restarts
 * @param webhookKeys what stored webhook secrets are sealed with
 * @param targets what probes are asked to measure, and the key that signs it
 * @param made files that hold tokens which did not exist before
 */
record Secrets(
        Credentials credentials, String collectorId, WebhookKeys webhookKeys, TargetRules targets, List<Path> made) {

    /** The collector of a service with a broker of its own is the only one there is. */
    private static final String ONLY_COLLECTOR = "c1";

    static Secrets load(ServiceOptions options) throws IOException {
        var data = options.data();
        var files = List.of(data.resolve("operator-token"), data.resolve("relay-token"));
        var missing = new ArrayList<Path>();
        for (var file : files) {
            if (!Files.exists(file)) {
                missing.add(file);
            }
        }
        var credentials = credentials(options);
        var keys =
                new WebhookKeys(SecretFile.kept(data.resolve("webhook-key"), "").getBytes(UTF_8));
        var targets = TargetRules.of(
                options.rules().targets(),
                SecretFile.kept(data.resolve("targets-key"), "").getBytes(UTF_8));
        missing.removeIf(file -> !Files.exists(file));
        return new Secrets(credentials, collectorId(options), keys, targets, List.copyOf(missing));
    }

    /** @throws InvalidInputException if the tokens that somebody gave cannot be used */
    private static Credentials credentials(ServiceOptions options) throws IOException {
        try {
            return Credentials.load(
                    options.data(),
                    options.tokens().operator(),
                    options.tokens().relay());
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("", e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    private static String collectorId(ServiceOptions options) throws IOException {
        if (options.collectorId().isPresent()) {
            return options.collectorId().get();
        }
        return options.kafka().isEmpty()
                ? ONLY_COLLECTOR
                : SecretFile.kept(options.data().resolve("collector-id"), "c-");
    }
}
