@NullMarked
package kz.dabyl.collector.gateway;

import org.jspecify.annotations.NullMarked;
