/**
 * Forms of the console. A {@link io.leadloop.console.form.FormDefinition} lists the inputs of one
 * call of the administrator API; {@link io.leadloop.console.form.Forms} shows it, builds the call's
 * body from what was posted, and shows it again with what the API refused at each input. What a
 * change leads to is a {@link io.leadloop.console.form.Result}: the only page with a secret, which
 * is in the answer to the form alone.
 */
package io.leadloop.console.form;
