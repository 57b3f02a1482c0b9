package kz.dabyl.app.command;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.Optional;

/**
 * The time zones of a JDK, which come with it and grow old with it. Kazakhstan went over to UTC+5 on 1 March 2024: with
 * rules of before, every time that people are told is an hour wrong.
 *
 * @param jdk its version
 * @param almaty its rules of Kazakhstan
 */
record TimeZones(Runtime.Version jdk, ZoneRules almaty) {

    private static final Instant AFTER_THE_CHANGE = Instant.parse("2024-06-01T00:00:00Z");

    static TimeZones of(Runtime.Version jdk) {
        return new TimeZones(jdk, ZoneId.of("Asia/Almaty").getRules());
    }

    /** Why times would be wrong, and what to do. */
    Optional<String> fault() {
        return almaty.getOffset(AFTER_THE_CHANGE).equals(ZoneOffset.ofHours(5))
                ? Optional.empty()
                : Optional.of("the time zones of this JDK (" + jdk + ") are older than 2024a: times in Kazakhstan since"
                        + " March 2024 would be an hour wrong; take a newer JDK (of Java 17, 17.0.11 or later), or"
                        + " update its time zones");
    }
}
