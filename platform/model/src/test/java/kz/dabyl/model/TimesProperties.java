package kz.dabyl.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Our calendar against the one of the JDK. */
class TimesProperties {

    private static final String SEED = "20210424";

    @Property(seed = SEED)
    void whatIsWrittenComesBack(@ForAll("times") long millis) {
        assertThat(Times.parse(Times.format(millis))).hasValue(millis);
    }

    @Property(seed = SEED)
    void agreesWithTheCalendarOfTheJdk(@ForAll("times") long millis) {
        assertThat(Times.parse(Instant.ofEpochMilli(millis).toString())).hasValue(millis);
    }

    @Provide
    Arbitrary<Long> times() {
        return Generators.times();
    }
}
