package io.leadloop.admin.customer;

/**
 * A provider that may send to a customer.
 *
 * @param provider its slug
 * @param disabled whether its keys are rejected
 */
public record GrantView(String provider, String name, boolean disabled) {}
