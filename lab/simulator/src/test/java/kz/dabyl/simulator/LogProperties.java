package kz.dabyl.simulator;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever happens, and however much of it at once, the log stays a log. */
class LogProperties {

    private static final List<String> EVENTS = List.of(
            "\"kind\": \"shutdown\", \"places\": \"centre\"",
            "\"kind\": \"shutdown\", \"ramp_s\": 300, \"leak\": 0.2",
            "\"kind\": \"shutdown\", \"flap_period_s\": 120",
            "\"kind\": \"network_outage\", \"networks\": \"401-02\"",
            "\"kind\": \"outage\", \"cause\": \"power\"",
            "\"kind\": \"outage\", \"places\": \"centre\"",
            "\"kind\": \"power_cut\"",
            "\"kind\": \"blackout\"",
            "\"kind\": \"congestion\", \"loss\": 0.8",
            "\"kind\": \"movement\", \"to\": \"centre\"",
            "\"kind\": \"wifi_refuge\"",
            "\"kind\": \"collector_failure\", \"collectors\": \"c2\", \"ticking\": true",
            "\"kind\": \"collector_unreachable\"",
            "\"kind\": \"fleet_restart\"",
            "\"kind\": \"software_release\", \"from\": \"dabyl-probe/0.1.0\", \"to\": \"dabyl-probe/0.2.0\"",
            "\"kind\": \"clock_skew\", \"offset_s\": 4000",
            "\"kind\": \"sleep_wave\", \"factor\": 50",
            "\"kind\": \"forged_flood\", \"per_cell\": 2",
            "\"kind\": \"target_hiccups\", \"targets\": \"international/1.1.1.1\", \"every_s\": 600",
            "\"kind\": \"international_cut\"");

    private static final String PHONES = "\"moves_per_day\": 50, \"max_loss\": 0.5, \"sleep\": {\"per_day\": 50}";

    @Property(tries = 60)
    void theOrderHolds(@ForAll("eventsAtAnyTime") List<String> events, @ForAll long seed) {
        var scenario = SmallTown.of(PHONES, events.toArray(String[]::new));
        var auditor = new LogAuditor(scenario, seed);

        Simulation.run(scenario, seed, auditor);

        auditor.checkWhole();
    }

    @Provide
    Arbitrary<List<String>> eventsAtAnyTime() {
        var starts = Arbitraries.integers().between(0, 3000);
        var lengths = Arbitraries.integers().between(1, 600);
        return Combinators.combine(Arbitraries.of(EVENTS), starts, lengths)
                .as((event, start, length) ->
                        "{%s, \"start_s\": %d, \"end_s\": %d}".formatted(event, start, start + length))
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }
}
