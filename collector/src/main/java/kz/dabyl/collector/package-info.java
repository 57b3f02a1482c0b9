/**
 * The collector: takes reports over HTTP and answers once they are in the log. Here stands what puts its packages together.
 * They know each other downwards only: {@code push}, {@code reports}, {@code recordings}, {@code invites}, {@code rules},
 * {@code targets}, {@code log}, {@code admission}, {@code trust}, {@code http}; and {@code gateway}, {@code adapter},
 * {@code calendar} and {@code browser} know none of these.
 */
@org.jspecify.annotations.NullMarked
package kz.dabyl.collector;
