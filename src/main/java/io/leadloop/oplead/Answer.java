package io.leadloop.oplead;

import java.util.Optional;

/**
 * An answer of Oplead, as far as it was read.
 *
 * @param retryAfter the header of that name
 * @param body its first bytes; fewer than sent where it was too long, too slow or cut off
 */
record Answer(int status, Optional<String> retryAfter, byte[] body) {}
