package io.leadloop.tally;

/**
 * One count of a cohort.
 *
 * @param slot a range of durations ({@link TimeRanges}) or a status ({@link StatusSlots}), by kind;
 *     0 for kinds that have no slots
 */
public record TallyKey(LeadCohort cohort, TallyKind kind, int slot) {}
