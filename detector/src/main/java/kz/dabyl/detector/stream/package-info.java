/** The Kafka Streams topology around the two pure folds, and what it shows of them. */
@NullMarked
package kz.dabyl.detector.stream;

import org.jspecify.annotations.NullMarked;
