/** Chains of hashes over what was published and by which rules, so that changed history shows. */
@NullMarked
package kz.dabyl.alerts.chain;

import org.jspecify.annotations.NullMarked;
