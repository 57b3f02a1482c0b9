package kz.dabyl.runtime.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealthTest {

    private final Health health = new Health();

    @Test
    void hasNoFaultsWhenNoPartHas() {
        health.register("log", Optional::empty);

        assertThat(health.faults()).isEmpty();
    }

    @Test
    void namesThePartsThatFail() {
        health.register("log", () -> Optional.of("is away"));
        health.register("trust", Optional::empty);

        assertThat(health.faults()).containsExactly(entry("log", "is away"));
    }

    @Test
    void forgetsTheOldCheckOfAPartThatRegistersAgain() {
        health.register("log", () -> Optional.of("is away"));

        health.register("log", Optional::empty);

        assertThat(health.faults()).isEmpty();
    }

    @Test
    void takesACheckThatThrowsForAFault() {
        health.register("log", () -> {
            throw new IllegalStateException("a secret address");
        });

        assertThat(health.faults()).containsExactly(entry("log", "its health cannot be told"));
    }
}
