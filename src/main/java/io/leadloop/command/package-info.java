/**
 * The operator's command line: {@code java -jar quarkus-run.jar admin …}. It speaks the
 * administrator API of a gateway that runs, from wherever it is started, and holds no logic of its
 * own; only the keyset's file is its own business. {@link io.leadloop.command.AdminCommand} is the
 * door.
 */
package io.leadloop.command;
