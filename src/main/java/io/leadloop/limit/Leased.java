package io.leadloop.limit;

/**
 * The database's answer to a replica that asked for permits.
 *
 * @param permits at most as many as were asked for
 * @param spent microseconds until the provider's allowance is full again
 */
record Leased(int permits, long spent) {}
