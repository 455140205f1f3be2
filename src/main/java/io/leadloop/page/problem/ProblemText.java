package io.leadloop.page.problem;

/**
 * What a code means, in one language.
 *
 * @param title null in English, where it is that of the code
 * @param meaning what the answer states
 * @param cause why it happens
 * @param remedy what the sender should do
 * @param repeating whether, and when, it helps to send the request again
 */
record ProblemText(String title, String meaning, String cause, String remedy, String repeating) {}
