package kz.dabyl.alerts.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import kz.dabyl.alerts.channels.Saying.Subject;
import kz.dabyl.alerts.delivery.Readings.Reading;
import kz.dabyl.alerts.fakes.SomeIncident;
import kz.dabyl.alerts.routing.Told;
import kz.dabyl.alerts.subscriptions.EventType;
import kz.dabyl.alerts.words.Notice;
import org.junit.jupiter.api.Test;

class ReadingsTest {

    private final Readings readings = new Readings();
    private final List<Readings.Key> read = new ArrayList<>();

    @Test
    void readsOnceWhatManyAreTold() {
        var first = read("r1", "ru");

        var second = read("r1", "ru");

        assertThat(second).isSameAs(first);
        assertThat(read).hasSize(1);
    }

    @Test
    void readsAnewWhatIsSaidInAnotherLanguageOrToWhomElseWasToldBefore() {
        var told = Told.after(
                Optional.empty(), EventType.OPENED, SomeIncident.opening("i").incident());
        read("r1", "ru");

        read("r1", "kk");
        read(new Readings.Key("incident.updated", "r1", Optional.of(told), Optional.of("ru")));
        read(new Readings.Key("incident.updated", "r1", Optional.empty(), Optional.empty()));
        read(new Readings.Key("incident.closed", "r1", Optional.empty(), Optional.of("ru")));

        assertThat(read).hasSize(5);
    }

    @Test
    void keepsTheLastHundredThatWereAskedFor() {
        IntStream.rangeClosed(1, 100).forEach(i -> read("r" + i, "ru"));
        read("r1", "ru");
        read("r101", "ru");
        read.clear();

        read("r1", "ru");
        read("r2", "ru");

        assertThat(read).extracting(Readings.Key::body).containsExactly("r2");
    }

    @Test
    void keepsNoMoreThanSomeMegabytes() {
        var third = "x".repeat(700_000);
        IntStream.rangeClosed(1, 3).forEach(i -> read(i + third, "ru"));
        read.clear();

        read(3 + third, "ru");
        read(2 + third, "ru");
        read(1 + third, "ru");

        assertThat(read).extracting(key -> key.body().charAt(0)).containsExactly('1');
    }

    @Test
    void dropsNothingForABodyThatIsTooLargeToKeep() {
        var large = "x".repeat(2 * 1024 * 1024 + 1);
        read("r1", "ru");
        read(large, "ru");
        read.clear();

        read("r1", "ru");
        read(large, "ru");

        assertThat(read).extracting(Readings.Key::body).containsExactly(large);
    }

    private Reading read(String body, String language) {
        return read(new Readings.Key("incident.updated", body, Optional.empty(), Optional.of(language)));
    }

    private Reading read(Readings.Key key) {
        return readings.of(key, () -> {
            read.add(key);
            return new Reading(new Subject.Service(), new Notice("", "", key.body()));
        });
    }
}
