/**
 * Figures without a look at leads: what happened to them, by provider, customer, kind and hour of
 * acceptance. Intake counts in the statement that inserts leads, the projection in its transaction
 * ({@link io.leadloop.tally.Tallies}), so a re-run counts nothing twice. {@link
 * io.leadloop.tally.TallyReader} adds them up for statistics and for the console. Durations are
 * kept as {@link io.leadloop.tally.TimeRanges ranges}, which is how exact medians are.
 */
package io.leadloop.tally;
