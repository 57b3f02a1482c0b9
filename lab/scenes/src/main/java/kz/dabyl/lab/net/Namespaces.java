package kz.dabyl.lab.net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Network namespaces of one run, named after its process, so that runs live side by side and whoever comes later knows
 * which were left behind. All of them go when this is closed or the JVM ends, with the processes inside; nothing outside
 * of them is touched. Thread-safe once they are made.
 */
public final class Namespaces implements AutoCloseable {

    private static final Path FOLDER = Path.of("/run/netns");
    private static final Pattern NAME = Pattern.compile("dabyl-lab-([0-9]{1,10})-[a-z0-9]+");
    private static final String PREFIX = "dabyl-lab-" + ProcessHandle.current().pid() + "-";
    private static final long LAST_BREATH_SECONDS = 5;

    /** A name server of one's own only inside: the mount is seen by this process and its children alone. */
    private static final String WITH_RESOLVER = "mount --bind \"$1\" /etc/resolv.conf; shift; exec \"$@\"";

    private final List<String> made = new ArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread hook = new Thread(this::removeAll, "namespaces");

    private Namespaces() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Removes what dead runs have left, and begins a new one. */
    public static Namespaces open() throws IOException, InterruptedException {
        sweep();
        return new Namespaces();
    }

    /** Why there can be none here; empty if they can be had. */
    public static Optional<String> missing() throws InterruptedException {
        for (var program : List.of("ip", "nft", "tc", "mount", "bash")) {
            if (Shell.find(program).isEmpty()) {
                return Optional.of("the program " + program + " is missing");
            }
        }
        var trial = PREFIX + "trial";
        try {
            Shell.run("ip", "netns", "add", trial);
            Shell.run("ip", "netns", "exec", trial, "nft", "list", "ruleset");
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("network namespaces cannot be had: " + e.getMessage());
        } finally {
            remove(trial);
        }
    }

    private static void sweep() throws IOException, InterruptedException {
        if (!Files.isDirectory(FOLDER)) {
            return;
        }
        try (var files = Files.list(FOLDER)) {
            for (var file : files.toList()) {
                if (isLeftBehind(file)) {
                    remove(file.getFileName().toString());
                }
            }
        }
    }

    /**
     * Whether it is one of ours and its process is gone. A younger process may have taken the number, and one that was killed
     * keeps it until its parent looks, but runs no program any more.
     */
    private static boolean isLeftBehind(Path file) throws IOException {
        var name = NAME.matcher(file.getFileName().toString());
        if (!name.matches()) {
            return false;
        }
        var owner = ProcessHandle.of(Long.parseLong(name.group(1)))
                .filter(process -> process.info().command().isPresent());
        var made = Files.getLastModifiedTime(file).toInstant();
        return owner.flatMap(process -> process.info().startInstant())
                .map(start -> start.isAfter(made))
                .orElse(owner.isEmpty());
    }

    void make(String name) throws IOException, InterruptedException {
        made.add(name);
        Shell.run("ip", "netns", "add", PREFIX + name);
    }

    /** A pair of devices, one in each of two namespaces. */
    void link(String name, String device, String otherName, String otherDevice)
            throws IOException, InterruptedException {
        Shell.run(
                "ip",
                "link",
                "add",
                device,
                "netns",
                PREFIX + name,
                "type",
                "veth",
                "peer",
                "name",
                otherDevice,
                "netns",
                PREFIX + otherName);
    }

    /** Runs commands of a shell inside and returns what they print; the first that fails ends it. */
    public String script(String name, String commands) throws IOException, InterruptedException {
        return Shell.run(commands, List.of("ip", "netns", "exec", PREFIX + name, "sh", "-eu"));
    }

    /** The words before a command that make it run inside, asking the name server that {@code resolver} names. */
    public List<String> inside(String name, Path resolver) {
        return List.of(
                "ip",
                "netns",
                "exec",
                PREFIX + name,
                "sh",
                "-euc",
                WITH_RESOLVER,
                "sh",
                resolver.toAbsolutePath().toString());
    }

    private void removeAll() {
        if (closed.compareAndSet(false, true)) {
            try {
                for (var name : made) {
                    remove(PREFIX + name);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void remove(String fullName) throws InterruptedException {
        try {
            if (Files.exists(FOLDER.resolve(fullName))) {
                killAll(Shell.run("ip", "netns", "pids", fullName).lines());
                Shell.run("ip", "netns", "del", fullName);
            }
        } catch (IOException e) {
            // It went by itself, or stays for the next run to remove.
        }
    }

    private static void killAll(Stream<String> pids) throws InterruptedException {
        var inside = pids.map(String::strip)
                .filter(pid -> !pid.isEmpty())
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
                .toList();
        inside.forEach(ProcessHandle::destroyForcibly);
        var until = Instant.now().plusSeconds(LAST_BREATH_SECONDS);
        for (var process : inside) {
            try {
                process.onExit()
                        .get(Math.max(0, until.toEpochMilli() - Instant.now().toEpochMilli()), TimeUnit.MILLISECONDS);
            } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
                // The namespace lives on, unnamed, as long as the process does.
            }
        }
    }

    @Override
    public void close() {
        removeAll();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending, and the hook is what closes this.
        }
    }
}
