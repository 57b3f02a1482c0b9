/** An incident as the contract has it. */
export interface Incident {
  id: string;
  revision: number;
  kind: string;
  state: "open" | "closed" | "retracted";
  certainty: "suspected" | "confirmed";
  confidence: number;
  area: string;
  places: string[];
  networks: string[];
  access: string[];
  targets: string[];
  started: string;
  detected: string;
  updated: string;
  ended: string | null;
  evidence: Evidence;
  restored: string[];
  rally: string | null;
  reason: string | null;
  thresholds_version: number;
  summary: { en: string; ru: string; kk: string };
}

export interface Evidence {
  expected: number;
  heard: number;
  probes_silent: number;
  control_expected: number;
  control_heard: number;
  late_confirmations: number;
}
