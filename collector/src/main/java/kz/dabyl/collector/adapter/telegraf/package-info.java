/** What Telegraf writes of its plugins ping, net_response and http_response, as reports. Pure. */
@org.jspecify.annotations.NullMarked
package kz.dabyl.collector.adapter.telegraf;
