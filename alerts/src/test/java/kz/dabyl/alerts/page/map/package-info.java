@NullMarked
package kz.dabyl.alerts.page.map;

import org.jspecify.annotations.NullMarked;
