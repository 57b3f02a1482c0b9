package kz.dabyl.bench.ingest;

/**
 * One measurement of one server under one load.
 *
 * @param batch reports a request
 * @param rate reports a second
 * @param p50 milliseconds from sending to answer, as p99 and p999
 * @param serverMicros processor time of the server a report, as of broker and generator
 * @param otherCores processor time of everything else on the machine, in cores
 */
record Measurement(
        int batch,
        double rate,
        double p50,
        double p99,
        double p999,
        double serverMicros,
        double brokerMicros,
        double generatorMicros,
        double otherCores) {}
