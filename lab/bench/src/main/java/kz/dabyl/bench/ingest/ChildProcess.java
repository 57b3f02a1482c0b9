package kz.dabyl.bench.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A JVM of its own on this program's class path, which says on one line that it is ready. Not thread-safe. */
final class ChildProcess implements AutoCloseable {

    /** As {@code ./dabyl} starts the service. */
    static final List<String> SERVICE_OPTIONS =
            List.of("-Xms48m", "-Xmx384m", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-Djava.awt.headless=true");

    private static final int STOP_SECONDS = 20;
    private static final double TICKS_PER_SECOND = 100;
    private static final double NANOS = 1e9;

    private final Process process;
    private final BufferedReader output;
    private final String name;

    private ChildProcess(String name, Process process) {
        this.name = name;
        this.process = process;
        output = process.inputReader(UTF_8);
        // Whoever ends the bench by a signal ends its processes too.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "end-" + name));
    }

    /**
     * @param name of its log file in {@code directory}
     * @param arguments main class and what it is given
     */
    static ChildProcess start(
            String name, Path directory, List<String> jvm, Map<String, String> environment, List<String> arguments)
            throws IOException {
        var line = new ArrayList<String>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(jvm);
        line.add("-cp");
        line.add(System.getProperty("java.class.path"));
        line.addAll(arguments);
        var builder = new ProcessBuilder(line);
        builder.environment().putAll(environment);
        builder.redirectError(directory.resolve(name + ".log").toFile());
        return new ChildProcess(name, builder.start());
    }

    /** The next line that it prints; blocking. */
    String line() throws IOException {
        var line = output.readLine();
        if (line == null) {
            throw new IOException(name + " ended early, see its log");
        }
        return line;
    }

    /** What stands behind {@code label} on the next line that begins with it; blocking. */
    String line(String label) throws IOException {
        var line = line();
        while (!line.startsWith(label)) {
            line = line();
        }
        return line.substring(label.length());
    }

    /** Seconds of processor time that it has used up to now. */
    double cpuSeconds() {
        return process.info()
                .totalCpuDuration()
                .map(time -> time.toNanos() / NANOS)
                .orElse(Double.NaN);
    }

    /** Seconds of processor time that the whole machine has used up to now, where the system tells. */
    static double machineCpuSeconds() {
        var stat = Path.of("/proc/stat");
        if (!Files.exists(stat)) {
            return Double.NaN;
        }
        try (var reader = new BufferedReader(new InputStreamReader(Files.newInputStream(stat), UTF_8))) {
            var fields = reader.readLine().strip().split(" +", -1);
            // user, nice, system; then idle and iowait; then irq, softirq, steal
            var busy = 0L;
            for (var i : new int[] {1, 2, 3, 6, 7}) {
                busy += Long.parseLong(fields[i]);
            }
            return busy / TICKS_PER_SECOND;
        } catch (IOException e) {
            return Double.NaN;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
