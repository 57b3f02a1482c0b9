package kz.dabyl.lab.actor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One probe, as it is shipped. Used by one thread at a time. */
public final class Agent {

    private static final String MEASURING = "measuring every";

    private final String name;
    private final Path log;
    private final ProcessBuilder command;
    private Process process;
    private long begun;

    Agent(String name, Path log, ProcessBuilder command) throws IOException {
        this.name = name;
        this.log = log;
        this.command = command.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        this.process = command.start();
    }

    public String name() {
        return name;
    }

    /** Takes its power away: it has no time for a goodbye. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Starts it again, on what it had kept. */
    public void restart() throws IOException {
        begun = beginnings();
        process = command.start();
    }

    private long beginnings() throws IOException {
        return Files.readString(log)
                .lines()
                .filter(line -> line.contains(MEASURING))
                .count();
    }

    /** Whether it measures since it was started last; one that has given up is started again, as its unit does. */
    public boolean measuring() throws IOException {
        if (beginnings() > begun) {
            return true;
        }
        if (!process.isAlive()) {
            restart();
        }
        return false;
    }

    /** A probe that ended by itself has a fault, and its silence would be taken for one of the network. */
    boolean alive() {
        return process.isAlive();
    }
}
