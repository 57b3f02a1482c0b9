package kz.dabyl.detector.core.probes;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import kz.dabyl.detector.core.rules.StoredState;
import kz.dabyl.model.LogCodec;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Wire;
import kz.dabyl.model.WireInput;
import kz.dabyl.model.WireOutput;

/**
 * The first fold's state as blocks of bytes, version 3: block 0 says how far it is and how many blocks there are, each
 * further one holds some {@value #PROBES_PER_BLOCK} probes, behind the names that they share. They belong together: all are
 * written in one transaction. Versions 1 and 2 are still read, see {@link OlderProbeStates}.
 */
public final class ProbeFoldCodec {

    private static final int VERSION = 3;

    /** Since this version the names of their targets stand before the probes. */
    private static final int TARGETS = 2;

    /** Since this version their places, networks and collectors do as well. */
    private static final int WORDS = 3;

    private static final int PROBES_PER_BLOCK = 256;

    private ProbeFoldCodec() {}

    /** The blocks of {@code fold}, in order. */
    public static List<byte[]> encode(ProbeFold fold) {
        var names = new ArrayList<>(new TreeMap<>(fold.probes).keySet());
        var blocks = new ArrayList<byte[]>();
        blocks.add(head(fold, (names.size() + PROBES_PER_BLOCK - 1) / PROBES_PER_BLOCK));
        for (var from = 0; from < names.size(); from += PROBES_PER_BLOCK) {
            blocks.add(block(fold, names.subList(from, Math.min(names.size(), from + PROBES_PER_BLOCK))));
        }
        return blocks;
    }

    private static byte[] head(ProbeFold fold, int blocks) {
        var out = new WireOutput();
        out.u8(VERSION);
        out.varint(blocks);
        out.i64(fold.firstTick);
        out.i64(fold.nextHop);
        fold.clocks.write(out);
        out.varint(fold.waiting.size() + fold.notices.size() + fold.invited.size());
        // Noticed once more, they are remembered once more.
        fold.invited.values().forEach(trust -> out.bytes(LogCodec.encode(trust)));
        fold.notices.forEach(notice -> out.bytes(LogCodec.encode(notice)));
        for (var entry : fold.waiting) {
            out.bytes(LogCodec.encode(entry.collector(), entry.received(), List.of(entry.report())));
        }
        return out.toByteArray();
    }

    private static byte[] block(ProbeFold fold, List<String> names) {
        var probes = new TreeMap<String, ProbeState>();
        names.forEach(name -> Optional.ofNullable(fold.probes.get(name)).ifPresent(p -> probes.put(name, p)));
        var out = new WireOutput();
        out.u8(VERSION);
        var targets =
                sorted(probes.values().stream().flatMap(probe -> probe.targets().names()));
        var words = sorted(probes.values().stream().flatMap(ProbeStateCodec::words));
        write(out, targets);
        write(out, words);
        out.varint(probes.size());
        probes.forEach((name, probe) -> {
            out.string(name);
            ProbeStateCodec.write(
                    out,
                    probe,
                    target -> Collections.binarySearch(targets, target),
                    word -> Collections.binarySearch(words, word));
        });
        return out.toByteArray();
    }

    private static List<String> sorted(Stream<String> names) {
        return names.distinct().sorted().toList();
    }

    private static void write(WireOutput out, List<String> names) {
        out.varint(names.size());
        names.forEach(out::string);
    }

    /**
     * The fold over {@code partition} of {@code partitions} that {@link #encode} wrote.
     *
     * @throws IllegalStateException if the blocks are damaged or of a later version
     */
    public static ProbeFold decode(int partition, int partitions, List<byte[]> blocks) {
        var probes = new HashMap<String, ProbeState>();
        var names = new TargetNames();
        for (var block : blocks.subList(1, blocks.size())) {
            var version = version(block);
            probes.putAll(StoredState.read(Wire.decode(block, version, in -> probes(in, version, names))));
        }
        return StoredState.read(Wire.decode(blocks.get(0), version(blocks.get(0)), in -> {
            in.varint32();
            var firstTick = in.i64();
            var nextHop = in.i64();
            var clocks = CollectorClocks.read(in);
            var fold = new ProbeFold(partition, partitions, clocks, probes, new ArrayList<>());
            waiting(in, fold);
            fold.firstTick = firstTick;
            fold.nextHop = nextHop;
            fold.names = names;
            probes.values().forEach(probe -> probe.targets().settle(names));
            return fold;
        }));
    }

    /** @param names takes those of the targets */
    private static Map<String, ProbeState> probes(WireInput in, int version, TargetNames names) {
        var targets = version < TARGETS
                ? List.<TargetNames.Name>of()
                : strings(in).stream().map(names::stored).toList();
        var words = version < WORDS ? List.<String>of() : strings(in);
        var probes = new HashMap<String, ProbeState>();
        for (var left = in.count(); left > 0; left--) {
            var name = in.string();
            var probe = version < WORDS
                    ? OlderProbeStates.read(in, targets, version)
                    : ProbeStateCodec.read(in, targets, words);
            probes.put(name, probe);
        }
        return probes;
    }

    private static List<String> strings(WireInput in) {
        var strings = new ArrayList<String>();
        for (var left = in.count(); left > 0; left--) {
            strings.add(in.string());
        }
        return strings;
    }

    private static int version(byte[] block) {
        return block.length > 0 && block[0] > 0 && block[0] < VERSION ? block[0] : VERSION;
    }

    /** What waits for its hop to close, as records of the log. */
    private static void waiting(WireInput in, ProbeFold fold) {
        for (var left = in.count(); left > 0; left--) {
            for (var entry : StoredState.read(LogCodec.decode(in.bytes()))) {
                if (entry instanceof LogEntry.Notice notice) {
                    fold.notices.add(notice);
                } else {
                    fold.waiting.add((LogEntry.Received) entry);
                }
            }
        }
    }
}
