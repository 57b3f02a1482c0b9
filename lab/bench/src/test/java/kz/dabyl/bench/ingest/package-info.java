@NullMarked
package kz.dabyl.bench.ingest;

import org.jspecify.annotations.NullMarked;
