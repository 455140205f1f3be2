package io.leadloop.admin.feedback;

/**
 * What became of the selected dead letters.
 *
 * @param letters how many were tried again, or discarded
 * @param next the cursor of the next call; null where there are no more
 */
public record Moved(int letters, String next) {}
