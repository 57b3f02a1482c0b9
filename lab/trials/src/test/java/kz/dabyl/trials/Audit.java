package kz.dabyl.trials;

import java.util.Optional;
import java.util.function.Consumer;
import kz.dabyl.model.LogEntry;
import kz.dabyl.simulator.LogAuditor;
import kz.dabyl.simulator.Scenario;
import kz.dabyl.simulator.Simulation;
import kz.dabyl.simulator.Truth;

/**
 * What an auditor says of the log of a scenario. It is kept rather than thrown, so that a log that does not hold together fails
 * the test that asks for that, and not those that ask what was made of the log.
 */
record Audit(Scenario scenario, Truth truth, Optional<AssertionError> fault) {

    /** Simulates a scenario once, for the auditor and for whoever reads along. */
    static Audit of(Scenario scenario, long seed, Consumer<LogEntry> reader) {
        var listener = new Listener(new LogAuditor(scenario, seed));
        Simulation.run(scenario, seed, entry -> {
            listener.accept(entry);
            reader.accept(entry);
        });
        var truth = Simulation.truth(scenario, seed);
        return new Audit(scenario, truth, listener.verdict(truth));
    }

    void check() {
        if (fault.isPresent()) {
            throw fault.get();
        }
    }

    /** Hears the auditor out up to its first complaint. */
    private static final class Listener {

        private final LogAuditor auditor;
        private Optional<AssertionError> fault = Optional.empty();

        Listener(LogAuditor auditor) {
            this.auditor = auditor;
        }

        void accept(LogEntry entry) {
            if (fault.isEmpty()) {
                hear(() -> auditor.accept(entry));
            }
        }

        Optional<AssertionError> verdict(Truth truth) {
            if (fault.isEmpty()) {
                hear(() -> {
                    auditor.checkWhole();
                    auditor.checkAgainst(truth);
                });
            }
            return fault;
        }

        private void hear(Runnable complaint) {
            try {
                complaint.run();
            } catch (AssertionError e) {
                fault = Optional.of(e);
            }
        }
    }
}
