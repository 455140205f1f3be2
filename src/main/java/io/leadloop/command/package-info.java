/**
 * The command line of operators: {@code leadloop …}, or {@code java -jar quarkus-run.jar …}. It
 * calls the API of a running gateway and has no logic of its own, except that it makes keys, and
 * makes and edits the keyset file, locally. {@link io.leadloop.command.LeadloopCommand} is the
 * entry point; {@code command.call} sends, {@code command.result} prints.
 */
package io.leadloop.command;
