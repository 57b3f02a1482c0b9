/** Grafana's dashboards as code: what stands in {@code deploy/grafana/dashboards} is made here. */
@NullMarked
package kz.dabyl.deploy;

import org.jspecify.annotations.NullMarked;
