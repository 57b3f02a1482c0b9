package kz.dabyl.collector.trust;

import io.vertx.core.json.JsonObject;
import java.util.OptionalLong;
import kz.dabyl.model.Times;

/**
 * A permission to enrol probes.
 *
 * @param label what the operator calls it
 * @param expires when it ends by itself, epoch milliseconds; the probes that came by it stay
 * @param secretHash of the secret that its bearer has; the secret itself is nowhere
 * @param vouched whether the operator knows who holds it, so that its probes need not show for a week that they are real
 * @param ended by the operator, with all the probes that came by it
 */
public record Invite(
        String id,
        String label,
        int maxProbes,
        OptionalLong expires,
        long created,
        String secretHash,
        boolean vouched,
        boolean ended)
        implements TrustRecord {

    public Invite end() {
        return new Invite(id, label, maxProbes, expires, created, secretHash, vouched, true);
    }

    public boolean expired(long now) {
        return expires.isPresent() && now >= expires.getAsLong();
    }

    /** As it stands in topic {@code dabyl.trust}. */
    public JsonObject toJson() {
        var json = new JsonObject().put("invite", id).put("label", label).put("max_probes", maxProbes);
        json.put("expires", expires.isPresent() ? Times.format(expires.getAsLong()) : null);
        return json.put("created", Times.format(created))
                .put("secret_sha256", secretHash)
                .put("vouched", vouched)
                .put("revoked", ended);
    }

    static Invite of(Fields fields) {
        var expires = fields.text("expires", "");
        return new Invite(
                fields.text("invite"),
                fields.text("label", ""),
                fields.number("max_probes"),
                expires.isEmpty() ? OptionalLong.empty() : Times.parse(expires),
                fields.time("created"),
                fields.text("secret_sha256"),
                fields.flag("vouched"),
                fields.flag("revoked"));
    }
}
