/**
 * What an answer of Oplead's API means: reads the body within fixed limits and classifies it as an
 * {@link io.leadloop.oplead.answer.Outcome}. Rules of the profile find a refusal inside a 2xx body.
 * Plain Java, no input or output.
 */
package io.leadloop.oplead.answer;
