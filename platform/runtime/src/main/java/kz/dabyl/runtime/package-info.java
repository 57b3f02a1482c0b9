/** What two services need: Kafka plumbing, health, meters, credentials, HTTP problems. */
@NullMarked
package kz.dabyl.runtime;

import org.jspecify.annotations.NullMarked;
