package kz.dabyl.detector.tuning.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import kz.dabyl.detector.core.cells.CellGist;
import kz.dabyl.detector.core.cells.Lesson;
import kz.dabyl.detector.core.cells.Turnout;
import kz.dabyl.detector.core.world.StoredHop;
import kz.dabyl.model.Access;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.Decoded;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.HopSummaryCodec;
import kz.dabyl.model.WireInput;

/**
 * Reads what {@link HopPacker} wrote:
 *
 * <pre>
 * batch:  n × look | n × name | n × (source | bytes column) | hops to the end
 * column: of each hop in which the source speaks: u8 flags: 1 returns, 2 late, 4 targets, 8 cohorts
 *         | [cohorts] | [n × return] | [n × late] | [n × target]
 * cohorts: varint n | until there are n: varint passed over, varint stay, n × (signed hop-lastHeard | varint look)
 * return, late, target: as in {@link HopSummaryCodec}, each hop as a signed distance, each word as the number of a name
 * hop:    bytes summary without its cells | u8 same sources as in the hop before | [n × varint source]
 *         | varint heard of each | n × rarity | n × gist | n × str suspect collector | n × str suspect version
 *         | u8 same watched as in the hop before | [n × (kind | varint cells)] | n × (kind | varint hops) outages that ended
 * kind:   u8 1 mobile, 2 hexagon | str network
 * rarity: varint places on | u8 flags: 1 losses, 2 sources, 4 returns | [varint losses] | [varint heard, varint known]
 * gist:   varint source of the cell | u8 flags: 1 broken, 2 fallen, 4 ailing, 8 onset, 16 ended | varint lasting
 *         | [signed hop-onset] | [signed hop-ended, varint length]
 * </pre>
 *
 * <p>What a flag does not announce is nothing, but targets and cohorts are then those of the hop before, and so is a gist
 * that is not told. For one batch; not thread-safe.
 */
final class HopUnpacker {

    private final WireInput in;
    private final List<StoredCell> sources = new ArrayList<>();
    private List<StoredCell> order = List.of();
    private Turnout turnout = new Turnout(0);
    private List<Lesson.Watched> watched = List.of();
    private boolean afresh = true;

    HopUnpacker(byte[] bytes) {
        in = new WireInput(bytes);
        var looks = new ArrayList<Look>();
        for (var left = in.count(); left > 0; left--) {
            looks.add(Look.read(in));
        }
        var names = new ArrayList<String>();
        for (var left = in.count(); left > 0; left--) {
            names.add(in.string());
        }
        for (var left = in.count(); left > 0; left--) {
            sources.add(new StoredCell(Source.read(in), in.bytes(), looks, names));
        }
    }

    boolean hasNext() {
        return in.remaining() > 0;
    }

    /**
     * The next hop; what the one before said can be asked for no more.
     *
     * @throws RuntimeException where the bytes make no sense
     */
    StoredHop next() {
        var head = head(in.bytes());
        if (in.u8() == 0) {
            var now = new ArrayList<StoredCell>();
            for (var left = in.count(); left > 0; left--) {
                now.add(sources.get(in.varint32()));
            }
            follow(now);
        }
        turnout.begin(head.hop());
        for (var i = 0; i < turnout.speakers(); i++) {
            turnout.set(i, in.varint32());
        }
        var talkative = rarities();
        var hop = new StoredHop(head, afresh, order, turnout, talkative, gists(head.hop()), names(), names(), lesson());
        afresh = false;
        return hop;
    }

    private static HopSummary head(byte[] bytes) {
        if (HopSummaryCodec.decode(bytes) instanceof Decoded.Ok<HopSummary> ok) {
            return ok.value();
        }
        throw new IllegalArgumentException("a hop's head cannot be read");
    }

    private void follow(List<StoredCell> now) {
        order = now;
        turnout = new Turnout(now.size());
        for (var i = 0; i < now.size(); i++) {
            now.get(i).join(turnout, i);
        }
    }

    /** Who says something that is rarely said. */
    private List<Integer> rarities() {
        var talkative = new ArrayList<Integer>();
        var at = 0;
        for (var left = in.count(); left > 0; left--) {
            at += in.varint32();
            var flags = in.u8();
            var losses = (flags & HopPacker.LOSSES) == 0 ? 0 : in.varint32();
            var unpromising = (flags & HopPacker.SOURCES) == 0
                    ? CellSummary.Sources.NONE
                    : new CellSummary.Sources(in.varint32(), in.varint32());
            order.get(at).alsoSpeak(losses, unpromising, (flags & HopPacker.RETURNS) != 0);
            talkative.add(at);
        }
        return talkative;
    }

    private List<CellGist> gists(long hop) {
        var gists = new ArrayList<CellGist>();
        for (var left = in.count(); left > 0; left--) {
            var cell = sources.get(in.varint32()).cell();
            var flags = in.u8();
            var lasting = in.varint32();
            var onset = (flags & HopPacker.ONSET) == 0 ? CellGist.NEVER : hop - in.signed();
            var anyEnded = (flags & HopPacker.ENDED) != 0;
            gists.add(new CellGist(
                    cell,
                    (flags & HopPacker.BROKEN) != 0,
                    (flags & HopPacker.FALLEN) != 0,
                    (flags & HopPacker.AILING) != 0,
                    lasting,
                    onset,
                    anyEnded ? hop - in.signed() : CellGist.NEVER,
                    anyEnded ? in.varint() : 0));
        }
        return gists;
    }

    private Lesson lesson() {
        if (in.u8() == 0) {
            var now = new ArrayList<Lesson.Watched>();
            for (var left = in.count(); left > 0; left--) {
                now.add(new Lesson.Watched(kind(), in.varint32()));
            }
            watched = now;
        }
        var over = new ArrayList<Lesson.Over>();
        for (var left = in.count(); left > 0; left--) {
            over.add(new Lesson.Over(kind(), in.varint()));
        }
        return new Lesson(watched, over);
    }

    private Lesson.Kind kind() {
        var traits = in.u8();
        var access = (traits & HopPacker.MOBILE) == 0 ? Access.FIXED : Access.MOBILE;
        return new Lesson.Kind(access, (traits & HopPacker.HEX) != 0, in.string());
    }

    private Set<String> names() {
        var names = new TreeSet<String>();
        for (var left = in.count(); left > 0; left--) {
            names.add(in.string());
        }
        return names;
    }
}
