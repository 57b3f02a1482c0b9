package kz.dabyl.model.targets;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.model.TargetClass;

/**
 * What a collector asks its probes to measure.
 *
 * @param issued when it was signed, epoch milliseconds
 * @param expires from when on nobody takes it any more who has not taken it before
 * @param targets 1 to {@link #MOST}, each name once
 */
public record TargetList(long issued, long expires, List<Target> targets) {

    /** The detector judges 16 targets of a probe, and the addresses of the collectors that it knows are some of them. */
    public static final int MOST = 12;

    /**
     * What is measured where the operator says nothing else. What tells a cut is in every report; what tells which site is
     * blocked, and costs more, comes each ten minutes.
     */
    public static final List<Target> USUAL = List.of(
            Target.of("international/1.1.1.1", Check.ICMP),
            Target.of("international/8.8.8.8", Check.ICMP),
            new Target("international/www.wikipedia.org", Check.HTTPS, "www.wikipedia.org", 443, "/", 600, 21_600),
            Target.of("domestic/egov.kz", Check.TCP),
            Target.of("domestic/kaspi.kz", Check.TCP),
            Target.of("domestic/nic.kz", Check.DNS),
            Target.of("platform/telegram.org", Check.TLS).every(600),
            Target.of("platform/web.whatsapp.com", Check.TLS).every(600),
            Target.of("platform/signal.org", Check.TLS).every(600),
            Target.of("platform/www.youtube.com", Check.TLS).every(600),
            Target.of("site/rus.azattyq.org", Check.HTTPS).every(600),
            Target.of("site/vlast.kz", Check.HTTPS).every(600));

    public TargetList {
        targets = List.copyOf(targets);
        if (targets.isEmpty() || targets.size() > MOST) {
            throw new InvalidInputException("/targets", "expected 1 to " + MOST + " targets, were " + targets.size());
        }
        var names = new HashSet<String>();
        for (var i = 0; i < targets.size(); i++) {
            if (!names.add(targets.get(i).name())) {
                throw new InvalidInputException(
                        "/targets/" + i + "/target",
                        "expected each name once, was again " + targets.get(i).name());
            }
        }
        if (expires <= issued) {
            throw new InvalidInputException("/expires", "expected a time after issued");
        }
    }

    /** Classes of which {@code targets} has none: what a cut, an allow-list and a block differ in would be seen in part. */
    public static Set<TargetClass> missing(List<Target> targets) {
        var missing = EnumSet.allOf(TargetClass.class);
        targets.forEach(target -> TargetClass.ofTarget(target.name()).ifPresent(missing::remove));
        return missing;
    }

    /** Whether somebody whose clock shows {@code now} may still take it. */
    public boolean expired(long now) {
        return now >= expires;
    }
}
