package kz.dabyl.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import kz.dabyl.runtime.health.Health;
import kz.dabyl.runtime.kafka.KafkaAccess;

/** What a room is given by the process that it runs in. None of it is closed by the room. */
public record Surroundings(Vertx vertx, KafkaAccess kafka, MeterRegistry meters, Health health, InstantSource clock) {}
