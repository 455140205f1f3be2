/**
 * Leads through the whole loop: as many as can go through ({@link
 * io.leadloop.benchmark.loop.WholeLoop}), and so few that each goes alone ({@link
 * io.leadloop.benchmark.loop.LightLoad}).
 */
package io.leadloop.benchmark.loop;
