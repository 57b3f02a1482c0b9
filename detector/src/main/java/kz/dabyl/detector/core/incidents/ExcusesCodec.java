package kz.dabyl.detector.core.incidents;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import kz.dabyl.detector.core.cells.Veil;
import kz.dabyl.detector.core.rules.Family;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.model.WireInput;
import kz.dabyl.model.WireOutput;

/**
 * {@link Excuses} as they are stored: each by a line of words, and the hop. The lines are sorted, so that the same excuses are
 * the same bytes.
 *
 * <pre>
 * COUNTRY                      most of it is silent
 * fell COUNTRY                 after which hop hardly anybody of it was heard
 * mains PLACE NETWORK          no current
 * deaf COUNTRY                 nobody to be heard
 * FAMILY TARGETS               in trouble abroad too
 * FAMILY TARGETS TENTHS        in trouble for so many tenths elsewhere
 * </pre>
 *
 * <p>A target's name may end as the last of these does: what is read excuses by either then, as it always did.
 */
public final class ExcusesCodec {

    private static final String FELL = "fell ";
    private static final String MAINS = "mains ";
    private static final String DEAF = "deaf ";
    private static final int WORDS = 3;

    private ExcusesCodec() {}

    public static void write(WireOutput out, Excuses excuses, Veil veil) {
        var sorted = sorted(excuses);
        out.varint(sorted.size());
        // Under a veil they keep the order that they have without it.
        sorted.forEach((line, hop) -> {
            out.string(line.startsWith(MAINS) ? spelt(plain(line), veil) : line);
            out.i64(hop);
        });
    }

    /** Those that still excuse anything in {@code hop}, without saying how many they are. */
    public static void writeThoseOf(long hop, WireOutput out, Excuses excuses) {
        sorted(excuses).forEach((line, when) -> {
            if (!Excuses.isOver(when, hop)) {
                out.string(line);
                out.i64(when);
            }
        });
    }

    public static Excuses read(WireInput in) {
        var excuses = new Excuses();
        for (var left = in.count(); left > 0; left--) {
            var line = in.string();
            var hop = in.i64();
            var plain = plain(line);
            excuses.note(plain, hop);
            if (plain instanceof Excuse.Everywhere targets) {
                share(targets).ifPresent(share -> excuses.note(share, hop));
            }
        }
        return excuses;
    }

    private static Map<String, Long> sorted(Excuses excuses) {
        var sorted = new TreeMap<String, Long>();
        excuses.forEach((excuse, hop) -> sorted.merge(spelt(excuse, Veil.NONE), hop, Math::max));
        return sorted;
    }

    private static String spelt(Excuse excuse, Veil veil) {
        if (excuse instanceof Excuse.Wide wide) {
            return wide.country();
        }
        if (excuse instanceof Excuse.Fell fell) {
            return FELL + fell.country();
        }
        if (excuse instanceof Excuse.WithoutMains lines) {
            var cell = veil.over(lines.cell());
            return MAINS + cell.place() + " " + cell.network();
        }
        if (excuse instanceof Excuse.Deaf deaf) {
            return DEAF + deaf.country();
        }
        if (excuse instanceof Excuse.FailedShare failed) {
            return failed.family().word() + " " + failed.targets() + " " + failed.tenths();
        }
        var everywhere = (Excuse.Everywhere) excuse;
        return everywhere.family().word() + " " + everywhere.targets();
    }

    private static Excuse plain(String line) {
        var words = line.split(" ", WORDS);
        if (line.startsWith(FELL)) {
            return new Excuse.Fell(line.substring(FELL.length()));
        }
        if (line.startsWith(MAINS) && words.length == WORDS) {
            return new Excuse.WithoutMains(new Cell(words[1], words[2], Access.FIXED));
        }
        if (line.startsWith(DEAF)) {
            return new Excuse.Deaf(line.substring(DEAF.length()));
        }
        for (var family : Family.values()) {
            if (line.startsWith(family.word() + " ")) {
                return new Excuse.Everywhere(
                        family, line.substring(family.word().length() + 1));
            }
        }
        return new Excuse.Wide(line);
    }

    private static Optional<Excuse> share(Excuse.Everywhere line) {
        for (var tenths = 1; tenths <= Excuse.FailedShare.TENTHS; tenths++) {
            var end = " " + tenths;
            if (line.targets().endsWith(end)) {
                var targets = line.targets().substring(0, line.targets().length() - end.length());
                return Optional.of(new Excuse.FailedShare(line.family(), targets, tenths));
            }
        }
        return Optional.empty();
    }
}
