/** What requests to the collector have in common: kinds of bodies, headers, JSON, and how one is refused. */
@org.jspecify.annotations.NullMarked
package kz.dabyl.collector.http;
