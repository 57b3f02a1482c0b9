/** Tests of the package. */
@org.jspecify.annotations.NullMarked
package kz.dabyl.collector.trust;
