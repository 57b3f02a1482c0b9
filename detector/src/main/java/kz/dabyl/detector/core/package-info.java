/** Detection as plain functions over records: no Kafka, no Vert.x, no clock, no threads, no I/O. */
@NullMarked
package kz.dabyl.detector.core;

import org.jspecify.annotations.NullMarked;
