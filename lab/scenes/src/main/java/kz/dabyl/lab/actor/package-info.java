/** The processes that play: service, probes, servers, and the certificates that they show. */
@NullMarked
package kz.dabyl.lab.actor;

import org.jspecify.annotations.NullMarked;
