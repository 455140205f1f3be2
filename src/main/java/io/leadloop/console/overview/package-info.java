/**
 * The console's first page: what needs somebody, most harmful first, the last 24 hours, and the
 * lanes. {@link io.leadloop.console.overview.OverviewReader} reads it once for all who watch; its
 * figures come from tallies and indexes, so no lead is read to count it. Until the first lead it
 * shows what remains to be done.
 */
package io.leadloop.console.overview;
