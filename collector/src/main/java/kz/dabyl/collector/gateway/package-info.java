/**
 * What gateways have in common: formats of others become reports. Pure, but for {@link kz.dabyl.collector.gateway.Rounds};
 * knows neither HTTP nor the log.
 */
@org.jspecify.annotations.NullMarked
package kz.dabyl.collector.gateway;
