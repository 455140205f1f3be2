package io.leadloop.limit;

/**
 * The database's answer to a request for permits.
 *
 * @param permits at most as many as were asked for
 * @param micros microseconds until the provider's allowance is full again
 */
record Spent(int permits, long micros) {}
