package kz.dabyl.detector.core.cells;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import kz.dabyl.model.Cell;
import kz.dabyl.model.HopSummary;
import org.jspecify.annotations.Nullable;

/**
 * The probes of one cell as one {@code Signal} shows them after the last hop: who is as usual, who ails, and since when.
 * What can be asked of them is the same whether they are silent or a target fails them. Not thread-safe.
 */
public class Population {

    public static final int MINUTE_HOPS = (int) (60_000 / HopSummary.HOP_MILLIS);

    final Cell cell;
    final String area;
    private @Nullable List<Presence> presences = List.of();
    private boolean anyBroken;
    private @Nullable List<Presence> weighed;
    private @Nullable Toll toll;
    private @Nullable String pool;
    private NaturalOutages natural = NaturalOutages.PRIOR;

    public Population(Cell cell, String area) {
        this.cell = cell;
        this.area = area;
    }

    /** From now on these are the probes. */
    public final void show(List<Presence> now) {
        presences = now;
        anyBroken = false;
        for (var presence : now) {
            anyBroken |= presence.broken() > 0;
        }
    }

    /** From now on the probes are those that {@link #look} finds once somebody asks for them. */
    final void showLater(boolean broken) {
        presences = null;
        anyBroken = broken;
    }

    /** Puts together what was only announced by {@link #showLater}. */
    List<Presence> look() {
        throw new IllegalStateException("nothing was announced for " + cell);
    }

    /** Takes in what came since somebody asked last, where that was left until now. */
    void refresh() {
        // Most are shown as they are.
    }

    public final List<Presence> presences() {
        refresh();
        var shown = presences;
        if (shown == null) {
            shown = look();
            presences = shown;
        }
        return shown;
    }

    /** Results as usual since {@code onset}, of the last minute at most. */
    public int heardSince(long onset, long hop) {
        var seconds = Math.min(hop - onset, MINUTE_HOPS) * HopSummary.HOP_MILLIS / 1000.0;
        var sum = 0.0;
        for (var presence : presences()) {
            if (presence.keepsPromises() && presence.heard() > onset) {
                sum += presence.probes() * seconds / presence.intervalSeconds();
            }
        }
        return (int) Math.round(sum);
    }

    /** Reports due since {@code onset}, of the last minute at most, by those who had kept their promises until then. */
    public double expectedSince(long onset, long hop) {
        var seconds = Math.min(hop - onset, MINUTE_HOPS) * HopSummary.HOP_MILLIS / 1000.0;
        var sum = 0.0;
        for (var presence : presences()) {
            if (presence.wasPresent(onset)) {
                sum += presence.probes() * seconds / presence.intervalSeconds();
            }
        }
        return sum;
    }

    /** Reports due a minute by those who had kept their promises until {@code onset}. */
    public double perMinute(long onset) {
        return expectedSince(onset, onset + MINUTE_HOPS);
    }

    /** Weight of the probes that kept their promises at {@code onset} or were heard since. */
    public double present(long onset) {
        return weight(p -> p.wasPresent(onset));
    }

    /** Weight of the probes that kept their promises at {@code onset} and have broken them since. */
    public double silentSince(long onset) {
        return weight(p -> fellSilent(p, onset));
    }

    /** Weight of the probes that kept their promises at {@code onset} or were heard since, and break them now. */
    public double fallen(long onset) {
        return fallenBy(onset, Long.MAX_VALUE);
    }

    /** The same of those who were not heard after {@code last}: last words come after those of the first who are missed. */
    public double fallenBy(long onset, long last) {
        return weight(p -> p.broken() > 0 && p.heard() <= last && p.wasPresent(onset));
    }

    /** All of it at once: several who look at the cell in a hop mostly ask for the same onset. */
    @SuppressWarnings("ReferenceEquality") // Other probes are weighed once more, though they be alike.
    public final Toll toll(long onset, long after) {
        var now = presences();
        var known = toll;
        if (known == null || weighed != now || known.onset() != onset || known.after() != after) {
            known = Toll.of(now, onset, after);
            toll = known;
            weighed = now;
        }
        return known;
    }

    /** Number of the probes that kept their promises at {@code onset} and have broken them since. */
    public int silentProbes(long onset) {
        return count(p -> showsTheSilent() ? p.broken() > 0 && p.wasPresent(onset) : fellSilent(p, onset));
    }

    /** Probes that kept their promises at {@code onset} and say since that no target answers, by credibility. */
    public double darkSince(long onset) {
        var sum = 0.0;
        for (var presence : presences()) {
            sum += presence.dark() && fellSilent(presence, onset) ? presence.credible() : 0;
        }
        return sum;
    }

    private static boolean fellSilent(Presence presence, long onset) {
        return presence.heard() <= onset && presence.broken() > 0 && presence.wasPresent(onset);
    }

    private int count(Predicate<Presence> which) {
        return presences().stream().filter(which).mapToInt(Presence::probes).sum();
    }

    private double weight(Predicate<Presence> which) {
        var sum = 0.0;
        for (var presence : presences()) {
            if (which.test(presence)) {
                sum += presence.weight();
            }
        }
        return sum;
    }

    /** Number of the probes that keep their promises now. */
    public int alive() {
        return count(Presence::keepsPromises);
    }

    /** Number of the probes that keep their promises now and whose silence would be noticed: no blind collector hears it. */
    public int watching() {
        return count(presence -> presence.keepsPromises() && !presence.blind());
    }

    /** Probes heard within what is remembered, whether they keep their promises or not. */
    public int known() {
        return count(presence -> true);
    }

    /** Weight of the probes that keep their promises now. */
    public double aliveWeight() {
        return weight(Presence::keepsPromises);
    }

    /** Weight of the probes that keep their promises now and were heard after {@code onset}. */
    public double aliveSince(long onset) {
        return weight(p -> p.keepsPromises() && p.heard() > onset);
    }

    /** Of these the newcomers. */
    public double aliveNewcomersSince(long onset) {
        return weight(p -> p.newcomers() && p.keepsPromises() && p.heard() > onset);
    }

    /** Newcomers among those of {@link #present}. */
    public double newcomers(long onset) {
        return weight(p -> p.newcomers() && p.wasPresent(onset));
    }

    /** From now on such outages of its own are natural. */
    public final void expects(NaturalOutages outages) {
        natural = outages;
    }

    /** Outages of its own that are natural. */
    public NaturalOutages natural() {
        return natural;
    }

    /** What an outage of its own shortly before {@code onset} is worth, in nats. */
    public double relapseNats(long onset) {
        return 0;
    }

    public boolean anyBroken() {
        return anyBroken;
    }

    /** Whether {@link #best} may find anything: false only where it is known without looking at everybody. */
    public boolean mayHaveFallen() {
        return anyBroken;
    }

    /** Whether who falls silent is shown on, so that whoever is missing has left. */
    public boolean showsTheSilent() {
        return false;
    }

    /** No more probes than so many have been silent for long. */
    int lasting() {
        return anyBroken ? Integer.MAX_VALUE : 0;
    }

    /** The onset, among the hops at which its probes fell silent, that explains the cell best; or none over zero. */
    public BestOnset best(long rampMillis) {
        var best = BestOnset.NONE;
        for (long candidate : onsets()) {
            var onset = Onset.at(presences(), candidate, rampMillis);
            if (onset.most() && onset.nats() > best.onset().nats()) {
                best = new BestOnset(candidate, onset);
            }
        }
        return best;
    }

    /**
     * Whether {@link #best} gives so many nats or more: it need not be found for that.
     *
     * @param likely where such an onset is likely to be
     */
    boolean anyOnset(double nats, long rampMillis, long likely) {
        for (var presence : presences()) {
            if (presence.lastHeard() == likely && marksOnset(presence)) {
                if (explains(nats, likely, rampMillis)) {
                    return true;
                }
                break;
            }
        }
        for (long candidate : onsets()) {
            if (explains(nats, candidate, rampMillis)) {
                return true;
            }
        }
        return false;
    }

    private boolean explains(double nats, long candidate, long rampMillis) {
        var onset = Onset.at(presences(), candidate, rampMillis);
        return onset.most() && onset.nats() >= nats;
    }

    /** The hops at which its probes fell silent. */
    private Set<Long> onsets() {
        var onsets = new TreeSet<Long>();
        for (var presence : presences()) {
            if (marksOnset(presence)) {
                onsets.add(presence.lastHeard());
            }
        }
        return onsets;
    }

    private static boolean marksOnset(Presence presence) {
        return presence.broken() > 0 && !presence.blind();
    }

    /** Its network and access, by which scopes pool the evidence of cells. */
    public final String pool() {
        var known = pool;
        if (known == null) {
            known = pool(cell);
            pool = known;
        }
        return known;
    }

    /** The network and the access of a cell: what one fault may take. */
    public static String pool(Cell cell) {
        return cell.network() + "/" + cell.access();
    }

    /** Whether nobody speaks from the cell but sources that never promise. */
    public boolean onlySources() {
        return !presences().isEmpty() && presences().stream().allMatch(Presence::sources);
    }

    /** What the silence of its sources is worth since {@code onset}, in nats. */
    public double sourcesGainSince(long onset) {
        var sum = 0.0;
        for (var presence : presences()) {
            if (presence.sources() && presence.broken() > 0) {
                sum += presence.weight() * presence.gainSince(HopSummary.startOf(onset + 1), 0);
            }
        }
        return sum;
    }

    /** An onset and when it was. */
    public record BestOnset(long hop, Onset onset) {

        static final BestOnset NONE = new BestOnset(Long.MIN_VALUE, Onset.NONE);
    }

    public String area() {
        return area;
    }

    public Cell cell() {
        return cell;
    }
}
