@NullMarked
package kz.dabyl.alerts.api;

import org.jspecify.annotations.NullMarked;
