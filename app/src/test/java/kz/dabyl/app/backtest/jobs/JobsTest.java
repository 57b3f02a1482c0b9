package kz.dabyl.app.backtest.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import kz.dabyl.app.backtest.Progress;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.model.Thresholds;
import org.junit.jupiter.api.Test;

class JobsTest {

    private static final Order ORDER = new Order(Thresholds.DEFAULT, List.of(), Optional.empty());

    private final ArrayDeque<Runnable> queue = new ArrayDeque<>();
    private final List<String> closed = new ArrayList<>();
    private int ids;
    private final Jobs jobs = new Jobs(queue::add, () -> "job-" + ids++);

    /** Says when it was closed. */
    private final class Noted implements Task {

        private final String name;
        private final Consumer<Progress> work;

        Noted(String name, Consumer<Progress> work) {
            this.name = name;
            this.work = work;
        }

        @Override
        public JsonNode run(Progress progress) throws IOException {
            work.accept(progress);
            return JsonNodeFactory.instance.textNode(name);
        }

        @Override
        public void close() {
            closed.add(name);
        }
    }

    private Job submitted(String name, Consumer<Progress> work) {
        return jobs.submit(ORDER, new Noted(name, work)).orElseThrow();
    }

    private void runNext() {
        queue.remove().run();
    }

    @Test
    void keepsTheReportOfAJobThatIsDone() {
        var job = submitted("a", progress -> progress.at("half", 0.5));

        runNext();

        assertThat(job.standing().state()).isEqualTo(Job.State.DONE);
        assertThat(job.standing().progress()).isEqualTo(1);
        assertThat(job.standing().report().orElseThrow().asText()).isEqualTo("a");
        assertThat(closed).containsExactly("a");
    }

    @Test
    void neverTellsOfLessProgressThanBefore() {
        var seen = new ArrayList<Double>();
        var jobs = new ArrayList<Job>();
        jobs.add(submitted("a", progress -> {
            for (var share : new double[] {0.4, 0.1, Double.NaN, 0.6}) {
                progress.at("somewhere", share);
                seen.add(jobs.get(0).standing().progress());
            }
        }));

        runNext();

        assertThat(seen).containsExactly(0.4, 0.4, 0.4, 0.6);
    }

    @Test
    void tellsWhoWaitsWhyItTakesLong() {
        var notes = new ArrayList<List<String>>();
        var job = submitted("a", progress -> {
            progress.say("every hop is folded");
            notes.add(jobs.find("job-0").orElseThrow().standing().notes());
            progress.at("somewhere", 0.4);
        });

        runNext();

        assertThat(notes).containsExactly(List.of("every hop is folded"));
        assertThat(JobJson.whole(job, 0).path("notes").path(0).asText()).isEqualTo("every hop is folded");
    }

    @Test
    void endsAJobThatIsCancelledWhileItRuns() {
        var reached = new ArrayList<String>();
        submitted("a", progress -> {
            jobs.forget("job-0");
            progress.at("next hop", 0.5);
            reached.add("the hop after");
        });

        runNext();

        assertThat(reached).isEmpty();
        assertThat(jobs.find("job-0")).isEmpty();
        assertThat(closed).containsExactly("a");
    }

    @Test
    void neverRunsAJobThatWasCancelledBefore() {
        var job = submitted("a", progress -> {
            throw new AssertionError("it runs");
        });

        jobs.forget(job.id());
        runNext();

        assertThat(job.standing().state()).isEqualTo(Job.State.CANCELLED);
        assertThat(closed).containsExactly("a");
    }

    @Test
    void saysWhatIsWrongWithARecording() {
        var job = submitted("a", progress -> {
            throw new InvalidInputException("line 3 /report/seq", "expected an integer");
        });

        runNext();

        var fault = job.standing().problem().orElseThrow().errors().get(0);
        assertThat(job.standing().state()).isEqualTo(Job.State.FAILED);
        assertThat(fault.line()).isEqualTo(3);
        assertThat(fault.pointer()).isEqualTo("/report/seq");
    }

    @Test
    void takesNoMoreThanMayWait() {
        for (var i = 0; i < Jobs.MOST_WAITING; i++) {
            submitted("w" + i, progress -> {});
        }

        var refused = jobs.submit(ORDER, new Noted("refused", progress -> {}));

        assertThat(refused).isEmpty();
        assertThat(closed).containsExactly("refused");
        jobs.forget("job-0");
        assertThat(jobs.full()).isFalse();
    }

    @Test
    void remembersTheLatestOnly() {
        for (var i = 0; i <= Jobs.REMEMBERED; i++) {
            submitted("j" + i, progress -> {});
            runNext();
        }

        submitted("last", progress -> {});

        assertThat(jobs.all()).hasSize(Jobs.REMEMBERED + 1);
        assertThat(jobs.find("job-0")).isEmpty();
        assertThat(jobs.all().get(0).id()).isEqualTo("job-" + (ids - 1));
    }

    @Test
    void countsWhatComesBeforeAJob() {
        var first = submitted("a", progress -> {});
        var second = submitted("b", progress -> {});

        assertThat(jobs.ahead(first)).isZero();
        assertThat(jobs.ahead(second)).isEqualTo(1);
        runNext();
        assertThat(jobs.ahead(second)).isZero();
    }
}
