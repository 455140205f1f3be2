/**
 * The console's pages of providers and of all endpoints: lists, one provider, and a form for each
 * change of its keys, grants, forms and Kafka account. A secret is in the answer that issued it and
 * on no other page.
 */
package io.leadloop.console.provider;
