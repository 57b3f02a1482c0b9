/** The identity that a server shows, read from files that others replace while it runs. */
@org.jspecify.annotations.NullMarked
package kz.dabyl.runtime.tls;
