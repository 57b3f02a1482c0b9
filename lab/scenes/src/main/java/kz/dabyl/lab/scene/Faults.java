package kz.dabyl.lab.scene;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import kz.dabyl.lab.actor.Agent;
import kz.dabyl.lab.actor.Cast;
import kz.dabyl.lab.actor.Stage;
import kz.dabyl.lab.net.Operator;
import kz.dabyl.lab.net.Place;
import kz.dabyl.lab.net.Plan;
import org.jspecify.annotations.Nullable;

/** The ways in which networks fail here that need somebody to play along. Stateless. */
record Faults(Filters filters, Cast cast) {

    private static final Duration BACK = Duration.ofMinutes(1);

    /** The operator's resolver says that a site is at an address which is nobody's. */
    Fault lie(Operator operator, Plan.Site site, String address) {
        return new Fault() {
            @Override
            public void cut() throws IOException {
                cast.lie(operator, site, address);
            }

            @Override
            public void heal() throws IOException {
                cast.tellTheTruth(operator);
            }
        };
    }

    /** What comes from a site squeezes through a narrow pipe, which those who watch films keep full. */
    Fault throttle(Operator operator, Place place, Plan.Site site) {
        var pipe = filters.pipe(operator, place, site);
        return new Fault() {

            private final List<Viewer> viewers = List.of(
                    new Viewer(cast.stage(), operator, place, site), new Viewer(cast.stage(), operator, place, site));

            @Override
            public void cut() throws IOException, InterruptedException {
                pipe.cut();
                for (var viewer : viewers) {
                    viewer.start();
                }
            }

            @Override
            public void heal() throws IOException, InterruptedException {
                // First: without the pipe films would come as quickly as the machine can.
                for (var viewer : viewers) {
                    viewer.stop();
                }
                pipe.heal();
            }
        };
    }

    /** Somebody who watches films without end. Used by one thread. */
    private static final class Viewer {

        private final Stage stage;
        private final Operator operator;
        private final Place place;
        private final String script;
        private @Nullable Process process;

        Viewer(Stage stage, Operator operator, Place place, Plan.Site site) {
            this.stage = stage;
            this.operator = operator;
            this.place = place;
            this.script =
                    "exec 3<>/dev/tcp/" + site.address() + "/80; printf 'GET / HTTP/1.0\\r\\n\\r\\n' >&3; exec cat <&3";
        }

        void start() throws IOException {
            var role = new Stage.Role(operator.customers(place), operator.resolver(), "viewer");
            process = stage.command(role, List.of("bash", "-c", script))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        }

        void stop() throws InterruptedException {
            if (process != null) {
                process.destroyForcibly().waitFor();
            }
        }
    }

    /** These probes lose their power, one after the other, and get it back. */
    Fault kill(List<Agent> agents, Duration apart) {
        return new Fault() {
            @Override
            public void cut() throws InterruptedException {
                for (var agent : agents) {
                    agent.kill();
                    pause(apart);
                }
            }

            @Override
            public void heal() throws IOException {
                for (var agent : agents) {
                    agent.restart();
                }
                awaitMeasuring(agents);
            }
        };
    }

    private static void awaitMeasuring(List<Agent> agents) {
        for (var agent : agents) {
            await(agent.name() + " measures again").atMost(BACK).until(agent::measuring);
        }
    }

    /** These probes restart, one after the other. */
    Fault restart(Stream<Agent> agents) {
        var all = agents.toList();
        return new Fault() {
            @Override
            public void cut() throws IOException, InterruptedException {
                for (var agent : all) {
                    agent.kill();
                    agent.restart();
                }
            }

            @Override
            public void heal() {
                // They come back by themselves, and one that does not would have been an outage.
                awaitMeasuring(all);
            }
        };
    }

    static void pause(Duration time) {
        await().pollDelay(time).atMost(time.plusSeconds(60)).until(() -> true);
    }
}
