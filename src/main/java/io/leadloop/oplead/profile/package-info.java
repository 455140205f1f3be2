/**
 * What is assumed of Oplead's API: paths, names, codes and rules, each documented in {@code
 * src/docs/oplead.md}.
 */
package io.leadloop.oplead.profile;
