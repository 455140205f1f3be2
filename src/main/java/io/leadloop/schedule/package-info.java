/**
 * Periodic background tasks and the waits between tries. A feature offers a {@link
 * io.leadloop.schedule.PeriodicTask} as a bean and keeps only its work; one runner starts and ends
 * all of them. It knows no feature.
 */
package io.leadloop.schedule;
