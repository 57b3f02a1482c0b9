package kz.dabyl.app.backtest.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import kz.dabyl.model.Documents;
import kz.dabyl.model.Times;
import kz.dabyl.runtime.http.Problem;

/** Jobs as the routes show them. */
final class JobJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private JobJson() {}

    /** All of a job. */
    static ObjectNode whole(Job job, int ahead) {
        var standing = job.standing();
        var tree = head(job, standing, ahead);
        tree.set("report", standing.report().orElseGet(NODES::nullNode));
        return tree;
    }

    /** How far a job is that runs. */
    static ObjectNode progress(Job.Standing standing) {
        var tree = NODES.objectNode();
        tree.put("progress", standing.progress());
        var notes = tree.putArray("notes");
        standing.notes().forEach(notes::add);
        return tree;
    }

    /** Jobs without their reports. */
    static ObjectNode list(List<ObjectNode> heads) {
        var tree = NODES.objectNode();
        tree.putArray("items").addAll(heads);
        tree.putNull("next_cursor");
        return tree;
    }

    static ObjectNode head(Job job, int ahead) {
        return head(job, job.standing(), ahead);
    }

    private static ObjectNode head(Job job, Job.Standing standing, int ahead) {
        var tree = NODES.objectNode();
        tree.put("id", job.id());
        tree.put("state", standing.state().word());
        tree.put("progress", standing.progress());
        tree.put("ahead", ahead);
        var notes = tree.putArray("notes");
        standing.notes().forEach(notes::add);
        var span = job.order().span();
        tree.put("from", span.map(s -> Times.format(s.from())).orElse(null));
        tree.put("until", span.map(s -> Times.format(s.to())).orElse(null));
        var thresholds = Documents.json(job.order().thresholds());
        thresholds.remove("version");
        tree.set("thresholds", thresholds);
        var curve = tree.putArray("curve");
        job.order().curve().forEach(curve::add);
        tree.set("problem", standing.problem().map(JobJson::problem).orElseGet(NODES::nullNode));
        return tree;
    }

    private static JsonNode problem(Problem problem) {
        try {
            return JSON.readTree(problem.json().encode());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem is no JSON", e);
        }
    }
}
