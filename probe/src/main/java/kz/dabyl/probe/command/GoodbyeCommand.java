package kz.dabyl.probe.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code dabyl probe goodbye}: for hooks that run before a machine sleeps. */
@Command(
        name = "goodbye",
        description =
                "Has the running probe say goodbye, so that its silence means nothing; it goes on after a minute.")
final class GoodbyeCommand implements Callable<Integer> {

    private final Streams streams;

    @Mixin
    private StateOption state = new StateOption();

    GoodbyeCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        var answer = Control.ask(state.folder(streams.environment()).control());
        streams.say(answer.map(said -> said.equals(Control.SAID) ? "said goodbye" : "no collector heard the goodbye")
                .orElse("no probe is running there"));
        return answer.filter(Control.SAID::equals).isPresent() ? 0 : 1;
    }
}
