package io.leadloop.oplead.profile;

/** What the gateway takes for a fact about Oplead's API: how it is called, and how it is read. */
public record OpleadProfile(WireProfile wire, AnswerProfile answers, CallbackProfile callbacks) {}
