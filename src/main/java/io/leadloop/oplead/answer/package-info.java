/**
 * Interprets the answers of Oplead's API: reads the body within fixed limits and classifies it as
 * an {@link io.leadloop.oplead.answer.Outcome}. Rules of the API profile find a refusal in a 2xx
 * body. Plain Java, no input or output.
 */
package io.leadloop.oplead.answer;
