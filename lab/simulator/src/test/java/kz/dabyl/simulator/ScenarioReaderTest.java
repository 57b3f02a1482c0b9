package kz.dabyl.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.model.Places;
import kz.dabyl.simulator.event.Cut;
import kz.dabyl.simulator.event.ProbeKind;
import kz.dabyl.simulator.event.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioReaderTest {

    private static final String GOOD = """
            {"scenario": "s", "start": "2021-04-24T04:00:00Z", "duration_s": 3600, "warmup_s": 60,
             "collectors": ["c1", "c2"], "networks": {"401-01": 0.7, "401-02": 0.2, "401-77": 0.1},
             "places": {"area": {"city": "Almaty", "count": 3}},
             "targets": [{"target": "site/a.kz", "rtt_ms": 50, "tls": true}],
             "probes": [{"kind": "phone", "places": "area", "per_place": 9}],
             "events": [{"kind": "shutdown", "start_s": 600, "end_s": 1200, "places": "area", "leak": 0.1}]}""";

    @Test
    void readsWhatItIsTold() {
        var scenario = ScenarioReader.read(GOOD);

        var phones = scenario.groups().get(0);
        assertThat(scenario.collectors()).containsExactly("c1", "c2");
        assertThat(phones.kind()).isEqualTo(ProbeKind.PHONE);
        assertThat(phones.habits()).isEqualTo(Habits.of(ProbeKind.PHONE));
        assertThat(phones.present()).isEqualTo(Span.ALWAYS);
        assertThat(scenario.events()).singleElement().isInstanceOfSatisfying(Cut.class, cut -> {
            assertThat(cut.leak()).isEqualTo(0.1);
            assertThat(cut.when().span()).isEqualTo(new Span(scenario.start() + 600_000, scenario.start() + 1_200_000));
            assertThat(cut.when().scope().networks()).containsExactlyInAnyOrder("401-01", "401-02", "401-77");
        });
    }

    @Test
    void splitsPhonesByTheNetworksShares() {
        var headcounts = ScenarioReader.read(GOOD).groups().get(0).headcounts();

        assertThat(headcounts)
                .containsExactly(
                        new ProbeGroup.Headcount("401-01", 6),
                        new ProbeGroup.Headcount("401-02", 2),
                        new ProbeGroup.Headcount("401-77", 1));
    }

    @Test
    void takesTheHexagonsNearestToACentre() {
        var area = ScenarioReader.read(GOOD).groups().get(0).places();
        var wider = ScenarioReader.read(GOOD.replace("\"count\": 3", "\"count\": 9"))
                .groups()
                .get(0)
                .places();
        var rest = ScenarioReader.read(GOOD.replace("\"count\": 3", "\"count\": 6, \"skip\": 3"))
                .groups()
                .get(0)
                .places();

        assertThat(area).hasSize(3).contains(Places.at(43.2383, 76.9454, 7));
        assertThat(wider).startsWith(area.toArray(String[]::new)).hasSize(9);
        assertThat(rest).isEqualTo(wider.subList(3, 9));
    }

    @Test
    void fallsBackToAnOrdinaryFleet() {
        var scenario = ScenarioReader.read("""
                {"scenario": "s", "start": "2021-04-24T04:00:00Z", "duration_s": 60,
                 "probes": [{"kind": "phone", "places": "8720e60a1ffffff", "per_place": 100}]}""");

        assertThat(scenario.collectors()).isEqualTo(List.of("c1"));
        assertThat(scenario.surroundings()).isEqualTo(Surroundings.DEFAULT);
        assertThat(scenario.targets()).hasSize(5);
        assertThat(scenario.groups().get(0).headcounts())
                .extracting(ProbeGroup.Headcount::probes)
                .containsExactly(40, 37, 23);
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    "scenario": "s"       | "scenario": "a b"          | /scenario
                    "scenario": "s"       | "note": "no name"          | /scenario
                    "scenario": "s"       | "scenario": "s", "tests": "luck"          | /tests
                    "scenario": "s"       | "scenario": "s", "tests": ["leak", 3]     | /tests/1
                    2021-04-24T04:00:00Z  | noon                       | /start
                    "duration_s": 3600    | "duration_s": "long"       | /duration_s
                    "duration_s": 3600    | "duration_s": 36.5         | /duration_s
                    "warmup_s": 60        | "warmup_s": 4000           | /warmup_s
                    "warmup_s": 60        | "warmup": 60               | /warmup
                    "c2"                  | 2                          | /collectors/1
                    "c2"                  | "c1"                       | /collectors
                    "401-77": 0.1         | "40177": 0.1               | /networks/40177
                    "401-77": 0.1         | "401-77": "x"              | /networks/401-77
                    "Almaty"              | "Berlin"                   | /places/area/city
                    "count": 3            | "count": 0                 | /places/area/count
                    "count": 3            | "count": 3, "radius": 2    | /places/area/radius
                    site/a.kz             | sight/a.kz                 | /targets/0/target
                    "rtt_ms": 50          | "rtt_ms": -1               | /targets/0/rtt_ms
                    "tls": true           | "tls": "yes"               | /targets/0/tls
                    "kind": "phone"       | "kind": "pigeon"           | /probes/0/kind
                    "places": "area", "p  | "places": "nowhere", "p    | /probes/0/places
                    "places": "area", "p  | "places": ["area", "x"], "p| /probes/0/places/1
                    "per_place": 9        | "per_place": 9, "per_cell":1| /probes/0/per_cell
                    "per_place": 9        | "per_place": 9, "min_loss": 0.5, "max_loss": 0.1 | /probes/0/max_loss
                    "per_place": 9        | "per_place": 9, "interval_s": 0 | /probes/0/interval_s
                    "per_place": 9        | "per_place": 9, "jitter_s": 31 | /probes/0/jitter_s
                    "per_place": 9        | "per_place": 9, "collector": "c3" | /probes/0/collector
                    "per_place": 9        | "per_place": 9, "networks": "Kcell" | /probes/0/networks
                    "per_place": 9        | "per_place": 9, "sleep": {"per_day": -1} | /probes/0/sleep/per_day
                    "per_place": 9        | "per_place": 9, "pings": "site/b.kz" | /probes/0/pings
                    "per_place": 9        | "per_place": 9, "promises": false | /probes/0/mean_gap_s
                    "per_place": 9        | "per_place": 9, "mean_gap_s": 60 | /probes/0/mean_gap_s
                    "per_place": 9        | "per_place": 9, "promises": false, "mean_gap_s": 60, "interval_s": 30 | /probes/0/interval_s
                    "per_place": 9        | "per_place": 9, "invite": "a b" | /probes/0/invite
                    "per_place": 9        | "per_place": 9, "sleep": 3 | /probes/0/sleep
                    "per_place": 9        | "per_place": 9, "from_s": 9, "until_s": 5 | /probes/0/until_s
                    "kind": "shutdown"    | "kind": "shut"             | /events/0/kind
                    "kind": "shutdown"    | "kind": "network_outage"   | /events/0/networks
                    "start_s": 600        | "start_s": 6000            | /events/0/start_s
                    "end_s": 1200         | "end_s": 600               | /events/0/end_s
                    "end_s": 1200         | "end_s": 9999              | /events/0/end_s
                    "shutdown"            | "target_hiccups", "every_s": 20 | /events/0/down_s
                    "leak": 0.1           | "leak": 2                  | /events/0/leak
                    "leak": 0.1           | "leek": 0.1                | /events/0/leek
                    "leak": 0.1           | "networks": "401-99"       | /events/0/networks
                    "leak": 0.1           | "networks": "401-01"       | /events/0/networks
                    "places": "area", "l  | "places": "KZ-71", "l      | /events/0/places
                    "kind": "shutdown"    | "kind": "blocking", "method": "dns", "targets": "site/b.kz" | /events/0/targets
                    "kind": "shutdown"    | "kind": "blocking", "method": "magic" | /events/0/method
                    "kind": "shutdown"    | "kind": "throttling", "classes": "sites" | /events/0/classes
                    "kind": "shutdown"    | "kind": "throttling", "classes": "site", "targets": "site/a.kz" | /events/0/targets
                    "kind": "shutdown"    | "kind": "collector_failure", "collectors": "c9" | /events/0/collectors
                    "kind": "shutdown"    | "kind": "software_release", "from": "x/1", "to": "x/2" | /events/0/from
                    "kind": "shutdown"    | "kind": "movement", "to": "nowhere" | /events/0/to
                    "events"              | "rallies": [{"id": "r"}], "events" | /rallies/0/from
                    """)
    void namesWhatIsBad(String good, String bad, String pointer) {
        var text = GOOD.replace(good, bad);

        assertThatThrownBy(() -> ScenarioReader.read(text))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.pointer()).isEqualTo(pointer));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{|not JSON: .* at line 1, column 2", "[]|expected an object, was \\[\\]"})
    void saysWhatIsNoScenarioAtAll(String text, String message) {
        assertThatThrownBy(() -> ScenarioReader.read(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageMatching(message);
    }

    @Test
    void refusesAFieldGivenTwice() {
        var text = GOOD.replace("\"warmup_s\": 60", "\"warmup_s\": 60, \"warmup_s\": 70");

        assertThatThrownBy(() -> ScenarioReader.read(text)).hasMessageContaining("Duplicate field 'warmup_s'");
    }

    @Test
    void wantsAGroupsNameOnce() {
        var phones = "{\"kind\": \"phone\", \"places\": \"area\", \"per_place\": 9}";
        var text = GOOD.replace(phones, phones + "," + phones);

        assertThatThrownBy(() -> ScenarioReader.read(text))
                .hasMessage("/probes/1/name: another group is called 'phone' already");
    }
}
