package kz.dabyl.probe.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kz.dabyl.probe.keep.StateFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code dabyl probe panic}: nothing of the probe remains that can be destroyed. Needs no network and asks nothing. */
@Command(
        name = "panic",
        description = {
            "Ends the running probe at once, without a goodbye, and destroys its key, kept reports and identity.",
            "May be repeated."
        })
final class PanicCommand implements Callable<Integer> {

    private static final String REMAINS = """
            A probe that was started with --state or DABYL_STATE of another folder is still there: give panic the same.
            A probe that systemd runs is started again: systemctl disable --now dabyl-probe, and remove /etc/dabyl/probe,
            which holds its place and perhaps its invite.
            What can still be found: this program and how it was started (shell history, service files, the journal);
            on flash memory perhaps older copies of the files that were overwritten; at the collector the reports that
            it has taken, under a pseudonym, for 8 days; at the provider that this machine spoke to the collector.
            """;

    private final Streams streams;

    @Mixin
    private StateOption state = new StateOption();

    PanicCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var all = true;
        for (var folder : state.everyFolder(streams.environment())) {
            all &= destroyed(folder);
        }
        streams.err().print(REMAINS);
        return all ? 0 : 1;
    }

    private boolean destroyed(StateFolder folder) throws InterruptedException {
        if (Files.exists(folder.path(), LinkOption.NOFOLLOW_LINKS) && !Files.isReadable(folder.path())) {
            streams.say("NOT destroyed, " + folder.path() + " is not yours: run this again as root");
            return false;
        }
        try {
            end(folder);
        } catch (IOException e) {
            streams.say("whether a probe runs cannot be told: " + e.getMessage());
        }
        var destroyed = folder.destroy();
        streams.say(
                destroyed.gone().isEmpty()
                        ? "there was nothing to destroy in " + folder.path()
                        : "destroyed: " + String.join(", ", destroyed.gone()));
        if (!destroyed.left().isEmpty()) {
            streams.say("NOT destroyed: " + String.join(", ", destroyed.left()) + " in " + folder.path());
        }
        return destroyed.left().isEmpty();
    }

    /** With what it runs to hear of sleep, and to send echoes. */
    private static void kill(ProcessHandle agent) {
        var children = agent.descendants().toList();
        agent.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    /** A running agent would write again what is destroyed here. */
    private static void end(StateFolder folder) throws IOException, InterruptedException {
        var holder = folder.holder();
        if (holder.isEmpty()) {
            return;
        }
        var process = ProcessHandle.of(holder.getAsLong());
        process.ifPresent(PanicCommand::kill);
        var ended = process.map(ProcessHandle::onExit).orElseGet(() -> CompletableFuture.completedFuture(null));
        try {
            ended.get(5, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // What it holds is destroyed all the same.
            return;
        }
    }
}
