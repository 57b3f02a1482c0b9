/** What Prometheus sends of the scrapes of a blackbox_exporter, as reports. Pure. */
@org.jspecify.annotations.NullMarked
package kz.dabyl.collector.adapter.prometheus;
