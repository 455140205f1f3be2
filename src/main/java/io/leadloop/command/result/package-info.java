/**
 * How results of the command line are shown: {@link io.leadloop.command.result.ResultPrinter}
 * prints items and lists as tables for people, or as JSON for programs. The options that every list
 * takes are here, too. Calls nothing.
 */
package io.leadloop.command.result;
