package kz.dabyl.probe.command;

import java.io.IOException;
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
        var folder = state.folder(streams.environment());
        end(folder);
        var destroyed = folder.destroy();
        streams.say(
                destroyed.isEmpty() ? "there was nothing to destroy" : "destroyed: " + String.join(", ", destroyed));
        streams.err().print(REMAINS);
        return 0;
    }

    /** A running agent would write again what is destroyed here. */
    private static void end(StateFolder folder) throws IOException, InterruptedException {
        var holder = folder.holder();
        if (holder.isEmpty()) {
            return;
        }
        var process = ProcessHandle.of(holder.getAsLong());
        process.ifPresent(ProcessHandle::destroyForcibly);
        var ended = process.map(ProcessHandle::onExit).orElseGet(() -> CompletableFuture.completedFuture(null));
        try {
            ended.get(5, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // What it holds is destroyed all the same.
            return;
        }
    }
}
