/**
 * Values as people write them, and lenient readers of text: charsets, JSON that was cut, dates,
 * times and digit groups. It depends on nothing.
 */
package io.leadloop.oplead.text;
