package kz.dabyl.detector.core.incidents;

import kz.dabyl.detector.core.cells.Veil;
import kz.dabyl.detector.core.scopes.Signal;
import kz.dabyl.detector.core.troubles.Method;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentJson;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.WireInput;
import kz.dabyl.model.WireOutput;

/** What is stored of an incident, in the order in which it came to it. */
public final class IncidentStateCodec {

    /** Since this version of the second fold's state there is what late reports say of when it began and ended. */
    private static final int LATE_EVIDENCE = 5;

    /** Since this version there is what is heard of it all the same. */
    static final int LEAKS = 6;

    /** Since this version there is how many of a cell had not been known for long when it fell silent. */
    static final int NEWCOMERS = 7;

    private IncidentStateCodec() {}

    public static void write(WireOutput out, IncidentState incident, Veil veil) {
        out.string(incident.id);
        out.i64(incident.openedMillis);
        out.i64(incident.onset);
        out.varint(incident.rampMillis);
        out.varint(incident.members.size());
        incident.members.values().forEach(member -> member.write(out, veil));
        out.varint(incident.areas.size());
        incident.areas.forEach(out::string);
        out.string(incident.state.word());
        out.string(incident.certainty.word());
        out.string(incident.kind.word());
        out.f64(incident.margin);
        out.i64(incident.startedHop);
        out.i64(incident.heldSinceHop);
        out.i64(incident.backSinceHop);
        out.i64(incident.lastLowHop);
        out.f64(incident.floor);
        out.i64(incident.endedMillis);
        out.i64(incident.closedHop);
        out.varint(incident.rebooted);
        out.varint(incident.late.cut);
        out.varint(incident.late.reached);
        out.string(incident.reason == null ? "" : incident.reason);
        out.string(incident.told.published == null ? "" : IncidentJson.text(incident.told.published));
        out.i64(incident.told.hop);
        incident.signal.write(out);
        out.string(incident.method == null ? "" : incident.method.word());
        out.varint(incident.doubted);
        out.varint(incident.otherwise);
        out.varint(incident.unseen);
        out.u8(incident.controlled ? 1 : 0);
        out.varint(incident.late.untold);
        out.i64(incident.late.hop);
        incident.late.evidence.write(out);
        incident.leak.write(out);
        out.i64(incident.undecidedSinceHop);
        out.i64(incident.laggedHop);
        out.i64(incident.reopenedOnset);
    }

    public static IncidentState read(WireInput in, int version) {
        var incident = new IncidentState(in.string(), Signal.SILENCE, in.i64(), in.i64(), in.varint());
        for (var left = in.count(); left > 0; left--) {
            var member = Member.read(in, version);
            incident.members.put(member.cell, member);
        }
        for (var left = in.count(); left > 0; left--) {
            incident.areas.add(in.string());
        }
        incident.state = Incident.State.ofWord(in.string());
        incident.certainty = Incident.Certainty.ofWord(in.string());
        incident.kind = IncidentKind.ofWord(in.string());
        incident.margin = in.f64();
        incident.startedHop = in.i64();
        incident.heldSinceHop = in.i64();
        incident.backSinceHop = in.i64();
        incident.lastLowHop = in.i64();
        incident.floor = in.f64();
        incident.endedMillis = in.i64();
        incident.closedHop = in.i64();
        incident.rebooted = in.varint32();
        incident.late.cut = in.varint32();
        incident.late.reached = in.varint32();
        var reason = in.string();
        incident.reason = reason.isEmpty() ? null : reason;
        var published = in.string();
        incident.told.published = published.isEmpty() ? null : IncidentJson.parse(published);
        incident.told.hop = in.i64();
        readLater(in, version, incident);
        return incident;
    }

    /** What came to it since the first version. */
    private static void readLater(WireInput in, int version, IncidentState incident) {
        if (version > 1) {
            incident.signal = Signal.read(in);
            var method = in.string();
            incident.method = method.isEmpty() ? null : Method.ofWord(method);
            incident.doubted = in.varint32();
            incident.otherwise = in.varint32();
            incident.unseen = in.varint32();
            incident.controlled = in.u8() == 1;
        }
        if (version >= LATE_EVIDENCE) {
            incident.late.untold = in.varint32();
            incident.late.hop = in.i64();
            incident.late.evidence.read(in);
        }
        if (version >= LEAKS) {
            incident.leak.read(in);
            incident.undecidedSinceHop = in.i64();
            incident.laggedHop = version >= NEWCOMERS ? in.i64() : IncidentState.NEVER;
            incident.reopenedOnset = in.i64();
        }
    }
}
