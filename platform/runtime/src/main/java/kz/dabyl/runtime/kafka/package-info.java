/** Topics: how they are laid out, read from a place to an end, followed, and appended to. */
@org.jspecify.annotations.NullMarked
package kz.dabyl.runtime.kafka;
