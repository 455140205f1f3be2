/**
 * Statistics over HTTP: {@link io.leadloop.statistics.StatisticsResource} for providers, who see
 * their own figures, and {@link io.leadloop.statistics.StatisticsAdminResource} for administrators.
 * {@link io.leadloop.statistics.StatisticsQuery} bounds what may be asked; {@code tally} has the
 * figures.
 */
package io.leadloop.statistics;
