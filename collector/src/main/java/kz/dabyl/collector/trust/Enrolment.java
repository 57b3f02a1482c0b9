package kz.dabyl.collector.trust;

import io.vertx.core.json.JsonObject;
import kz.dabyl.model.Times;

/**
 * A probe and the invite that it came by.
 *
 * @param enrolled epoch milliseconds
 * @param revoked by the operator
 */
public record Enrolment(String probe, String invite, long enrolled, boolean revoked) implements TrustRecord {

    /** Of a probe that was shut out by its name alone, which is all that is known of it. */
    public static final String UNKNOWN_INVITE = "";

    public Enrolment revoke() {
        return new Enrolment(probe, invite, enrolled, true);
    }

    /** As it stands in topic {@code dabyl.trust}. */
    public JsonObject toJson() {
        return new JsonObject()
                .put("probe", probe)
                .put("invite", invite)
                .put("enrolled", Times.format(enrolled))
                .put("revoked", revoked);
    }

    static Enrolment of(Fields fields) {
        // Without an invite it shuts out all the same.
        return new Enrolment(
                fields.text("probe"),
                fields.text("invite", UNKNOWN_INVITE),
                fields.time("enrolled"),
                fields.flag("revoked"));
    }
}
