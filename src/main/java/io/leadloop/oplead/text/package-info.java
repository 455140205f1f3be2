/**
 * Lenient parsers of text: charsets, truncated JSON, dates, times and digit groups. Depends on no
 * other package.
 */
package io.leadloop.oplead.text;
