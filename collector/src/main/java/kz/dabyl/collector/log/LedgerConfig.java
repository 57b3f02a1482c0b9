package kz.dabyl.collector.log;

/**
 * What a ledger needs to know.
 *
 * @param collectorId names this collector in the log
 * @param rememberedProbes probes whose acknowledged reports and allowance are kept in mind
 */
public record LedgerConfig(String collectorId, TimeMode timeMode, int rememberedProbes) {}
