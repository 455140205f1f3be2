/**
 * The API reference as pages, rendered on the server from the OpenAPI document that the gateway
 * serves, and usable without JavaScript. {@link io.leadloop.page.reference.ApiReference} is read
 * from the document once; {@link io.leadloop.page.reference.ReferenceResource} renders each page
 * once in each language and theme. Nothing here knows a call of its own: what the document lacks,
 * the pages lack.
 */
package io.leadloop.page.reference;
