/** HTTP for all rooms: a server on each event loop, what a room mounts on it, and answers to what went wrong (RFC 9457). */
@org.jspecify.annotations.NullMarked
package kz.dabyl.runtime.http;
