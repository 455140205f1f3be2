package io.leadloop.admin.customer;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A provider that may send to a customer.
 *
 * @param provider its slug
 * @param disabled whether its keys are rejected
 */
@Schema
public record GrantView(String provider, String name, boolean disabled) {}
