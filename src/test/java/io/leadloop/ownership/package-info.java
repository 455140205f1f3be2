/**
 * Which package writes which table: the data ({@link io.leadloop.ownership.TableOwners}, {@link
 * io.leadloop.ownership.LeadColumnOwners}, {@link io.leadloop.ownership.FunctionOwners}), and what
 * reads the statements of the Java sources and of the migrations, so that a test can compare them.
 */
package io.leadloop.ownership;
