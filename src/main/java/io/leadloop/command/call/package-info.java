/**
 * Calls of the command line to a gateway: {@link io.leadloop.command.call.AdminClient} to the
 * administrator API, {@link io.leadloop.command.call.GatewayClient} in general. A failure is a
 * {@link io.leadloop.command.call.CommandFailure} with its exit status. Prints nothing.
 */
package io.leadloop.command.call;
