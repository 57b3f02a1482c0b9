package kz.dabyl.deploy;

import java.util.List;
import kz.dabyl.deploy.Dashboard.Variable;

/** Which of the scraped instances a dashboard is about. */
final class Scope {

    private Scope() {}

    /** The choices of job and instance among those that have {@code metric}. */
    static List<Variable> of(String metric) {
        return List.of(
                new Variable("job", "Job", metric), new Variable("instance", "Instance", metric + "{job=~\"$job\"}"));
    }
}
