/**
 * Work that a replica does again and again: {@link io.leadloop.rounds.Rounds} runs one round at a
 * time, when it is due or when it is called for. What is done in a round is its feature's.
 */
package io.leadloop.rounds;
