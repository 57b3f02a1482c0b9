package kz.dabyl.probe.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Says goodbye before the machine sleeps, where whoever hosts the probe has started it by hand: asks the system's login
 * manager to wait for that, and listens for its word. With neither of the two programs that this takes, or where they are
 * not let, it does nothing; under systemd the unit beside the probe's does the same for less memory.
 *
 * <p>One thread listens. Both programs end when this process does, whatever ends it: their pipes close.
 */
final class SleepWatch implements AutoCloseable {

    private static final String SIGNAL = "PrepareForSleep";
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Programs programs;
    private final Farewell farewell;
    private Optional<Process> monitor = Optional.empty();
    private Optional<Process> delay = Optional.empty();

    /** Has the agent sign off, and returns whether a collector knows. */
    interface Farewell {

        boolean say(Duration patience) throws InterruptedException;
    }

    /**
     * What it runs.
     *
     * @param monitor prints a line for each signal of the login manager
     * @param delay holds sleep back until its standard input ends
     */
    record Programs(List<String> monitor, List<String> delay) {

        static final Programs NONE = new Programs(List.of(), List.of());

        static final Programs OF_SYSTEM = new Programs(
                List.of(
                        "gdbus",
                        "monitor",
                        "--system",
                        "--dest",
                        "org.freedesktop.login1",
                        "--object-path",
                        "/org/freedesktop/login1"),
                List.of(
                        "systemd-inhibit",
                        "--what=sleep",
                        "--mode=delay",
                        "--who=dabyl-probe",
                        "--why=says goodbye",
                        "cat"));
    }

    private SleepWatch(Programs programs, Farewell farewell) {
        this.programs = programs;
        this.farewell = farewell;
    }

    static SleepWatch start(Programs programs, Farewell farewell) {
        var watch = new SleepWatch(programs, farewell);
        watch.monitor = started(programs.monitor());
        watch.monitor.ifPresent(process -> {
            watch.holdSleep();
            var thread = new Thread(null, () -> watch.listen(process), "sleep", 128 * 1024);
            thread.setDaemon(true);
            thread.start();
        });
        return watch;
    }

    private void listen(Process process) {
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                hear(line);
            }
        } catch (IOException e) {
            // It was told to end.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        letSleep();
    }

    /** {@code /org/freedesktop/login1: org.freedesktop.login1.Manager.PrepareForSleep (true,)}, or false when it wakes up. */
    private void hear(String line) throws InterruptedException {
        if (!line.contains(SIGNAL)) {
            return;
        }
        if (line.contains("(true")) {
            farewell.say(PATIENCE);
            letSleep();
        } else {
            holdSleep();
        }
    }

    private synchronized void holdSleep() {
        if (delay.isEmpty()) {
            delay = started(programs.delay());
        }
    }

    private synchronized void letSleep() {
        delay.ifPresent(SleepWatch::end);
        delay = Optional.empty();
    }

    private static Optional<Process> started(List<String> command) {
        if (command.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static void end(Process process) {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            process.destroy();
        }
    }

    @Override
    public void close() {
        monitor.ifPresent(Process::destroy);
        letSleep();
    }
}
