/**
 * The operator's command line: {@code java -jar quarkus-run.jar admin …}. It calls the
 * administrator API of a running gateway and has no logic of its own, except that it edits the
 * keyset file locally. {@link io.leadloop.command.AdminCommand} is the entry point.
 */
package io.leadloop.command;
