package kz.dabyl.simulator;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import kz.dabyl.model.Cell;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Power;
import kz.dabyl.model.Report;
import kz.dabyl.simulator.event.Draws;
import kz.dabyl.simulator.event.Moment;
import kz.dabyl.simulator.event.Span;

/**
 * The life of one probe, round after round: measure, report, sleep, restart. Its {@code seq} grows by one with every
 * report that it makes, whether or not that arrives. Not thread-safe.
 */
final class Probe implements Agenda.Item {

    private static final long SEQ_LOT = Draws.salt(0, "seq");
    private static final int FIRST_SEQS = 5000;
    private static final int MIN_RETRY_MILLIS = 1000;
    private static final int RETRY_SPREAD_MILLIS = 3000;

    private final Member member;
    private final World world;
    private final Agenda agenda;
    private final Pinger pinger;
    private final Uplink uplink;
    private final Slumber slumber;
    private final Itinerary itinerary;
    private final DayCurve day;
    private final List<Span> downtimes;
    private final Chance chance;
    private final long clockError;
    private final double usualLoss;
    private final Consumer<LogEntry> log;
    private final long start;
    private final long begin;
    private long seq;
    private long planned;
    private boolean wasDown;
    private Cell here;
    private int bootStarts;
    private String boot;

    Probe(Member member, Stage stage) {
        var traits = member.traits();
        this.member = member;
        this.world = stage.world();
        this.agenda = stage.agenda();
        this.pinger = stage.pinger();
        this.chance = new Chance(traits.salt(), "rounds");
        this.uplink = new Uplink(world, agenda, stage.log(), new Chance(traits.salt(), "uplink"));
        this.day = stage.day();
        this.slumber = new Slumber(member.habits(), day, new Chance(traits.salt(), "slumber"));
        this.itinerary = Itinerary.of(member, stage.scenario(), day);
        this.downtimes = world.downtimes(traits);
        this.clockError = member.clockError();
        this.usualLoss = member.loss();
        this.seq = (long) (FIRST_SEQS * traits.draw(SEQ_LOT));
        this.here = traits.home();
        this.boot = boot(0);
        this.log = stage.log();
        this.start = stage.scenario().start();
        this.begin = Math.max(start, member.group().present().start());
    }

    /** Plans the first round, somewhere within its interval, and before that has said by which invite it came. */
    void begin() {
        member.introduction().ifPresent(this::introduce);
        planFrom(begin + chance.below(member.habits().intervalSeconds() * 1000));
    }

    private void introduce(LogEntry.Trust trust) {
        if (begin == start) {
            log.accept(trust);
        } else {
            agenda.plan(begin, Agenda.Rank.ROUND, time -> log.accept(trust));
        }
    }

    @Override
    public void happen(long time) {
        if (!member.group().present().contains(time)) {
            return;
        }
        if (isDown(time)) {
            wasDown = true;
            planFrom(time + MIN_RETRY_MILLIS + chance.below(RETRY_SPREAD_MILLIS));
            return;
        }
        if (wasDown) {
            wasDown = false;
            planned = time;
        }
        var moment = new Moment(time, member.traits(), cell(time));
        var mood = slumber.next(time, world.sleepiness(moment));
        if (mood != Slumber.Mood.ASLEEP) {
            report(moment, mood);
        }
        if (mood == Slumber.Mood.ASLEEP || mood == Slumber.Mood.LEAVING) {
            planFrom(slumber.wakesAt());
        } else {
            planFrom(planned + gap(time));
        }
    }

    /** Milliseconds until the next round: by the clock, or at random, shorter by day than by night. */
    private long gap(long time) {
        var usual = 1000L * member.habits().intervalSeconds();
        return member.habits().promises() ? usual : 1 + (long) chance.exponential(usual / day.bustle(time));
    }

    private void report(Moment moment, Slumber.Mood mood) {
        var tunnel = itinerary.inTunnel(moment.time());
        var second = member.secondPath(moment.cell());
        var path = second.isPresent() ? new Moment(moment.time(), member.traits(), second.get()) : moment;
        var habits = member.habits();
        if (!habits.promises()) {
            if (!tunnel && world.delivers(path)) {
                var loss = world.loss(moment, usualLoss);
                uplink.mention(measured(moment, mood, true, loss), path, habits.latencyMillis());
            }
            return;
        }
        var loss = world.loss(moment, usualLoss);
        var report = measured(moment, mood, !tunnel && world.connects(moment), loss);
        if (tunnel) {
            uplink.keep(report);
        } else {
            uplink.send(report, path, habits.latencyMillis(), loss);
        }
    }

    private Report measured(Moment moment, Slumber.Mood mood, boolean online, double loss) {
        var time = moment.time();
        var pings = pinger.round(member.group().targets(), moment, online, loss, chance);
        return new Report(
                member.traits().name(),
                seq++,
                time + clockError + world.clockError(member.traits(), time),
                mood == Slumber.Mood.LEAVING ? Report.GOODBYE : promise(),
                moment.cell().place(),
                moment.cell().network(),
                moment.cell().access(),
                bootAt(time),
                world.software(member.traits(), time),
                mood == Slumber.Mood.LOW ? Power.LOW : member.traits().kind().power(),
                pings);
    }

    private int promise() {
        return member.habits().promises() ? member.habits().intervalSeconds() : Report.NO_PROMISE;
    }

    private Cell cell(long time) {
        var place = itinerary.place(time);
        if (!place.equals(here.place())) {
            here = new Cell(place, here.network(), here.access());
        }
        return world.cell(member.traits(), time, here);
    }

    private boolean isDown(long time) {
        for (var downtime : downtimes) {
            if (downtime.contains(time)) {
                return true;
            }
        }
        return false;
    }

    private String bootAt(long time) {
        var starts = slumber.restarts();
        for (var downtime : downtimes) {
            if (downtime.end() <= time) {
                starts++;
            }
        }
        if (starts != bootStarts) {
            bootStarts = starts;
            boot = boot(starts);
        }
        return boot;
    }

    /** Random for each start of the probe. */
    private String boot(int starts) {
        return String.format(
                Locale.ROOT, "b-%08x", (int) Draws.salt(member.traits().salt(), "start " + starts));
    }

    private void planFrom(long time) {
        planned = time;
        var jitter = member.habits().jitterMillis();
        agenda.plan(time + chance.below(jitter), Agenda.Rank.ROUND, this);
    }
}
