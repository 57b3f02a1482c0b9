package kz.dabyl.probe.measure;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Echoes by the system's own {@code ping}: it has the right to send them that a Java program without privileges has not.
 * Whether it works is tried once, on this machine itself. Thread-safe.
 */
final class SystemPing implements Echo {

    private static final Pattern TIME = Pattern.compile("time[=<]([0-9]+(?:\\.[0-9]+)?) ?ms");
    private static final Duration TRIAL = Duration.ofSeconds(1);

    private final String program;
    private final boolean allowed;

    SystemPing() {
        this("ping");
    }

    SystemPing(String program) {
        this.program = program;
        allowed = tried();
    }

    @Override
    public boolean allowed() {
        return allowed;
    }

    @Override
    public OptionalDouble send(InetAddress to, Duration patience) throws IOException, InterruptedException {
        var seconds = Math.max(1, patience.toSeconds());
        var builder = new ProcessBuilder(program, "-n", "-c", "1", "-W", Long.toString(seconds), to.getHostAddress())
                .redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C");
        var process = builder.start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(seconds + 1, TimeUnit.SECONDS)) {
                return OptionalDouble.empty();
            }
            return time(new String(process.getInputStream().readNBytes(4096), UTF_8));
        } finally {
            process.destroyForcibly();
        }
    }

    /** The time of the first answer that {@code ping} tells of. */
    static OptionalDouble time(String said) {
        var found = TIME.matcher(said);
        return found.find() ? OptionalDouble.of(Double.parseDouble(found.group(1))) : OptionalDouble.empty();
    }

    private boolean tried() {
        try {
            return send(InetAddress.getLoopbackAddress(), TRIAL).isPresent();
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
