package io.leadloop.faults;

/**
 * What one gateway and the database held at a moment of a soak.
 *
 * @param seconds since it began
 * @param residentBytes of the gateway
 * @param threads of the gateway
 * @param files that the gateway has open, sockets among them
 * @param connections to the database of all gateways
 * @param databaseBytes on disk, indexes included
 * @param leads stored
 */
record SoakSample(
    double seconds,
    long residentBytes,
    int threads,
    int files,
    long connections,
    long databaseBytes,
    long leads) {
  private static final double MIB = 1024 * 1024;
  private static final double KIB = 1024;

  double residentMib() {
    return residentBytes / MIB;
  }

  /** What a lead takes of the database, with its events, its feedback and what belongs to none. */
  double kibPerLead() {
    return databaseBytes / KIB / leads;
  }
}
