/** The ingest bench: what a collector takes, beside what the machine could. */
@NullMarked
package kz.dabyl.bench.ingest;

import org.jspecify.annotations.NullMarked;
