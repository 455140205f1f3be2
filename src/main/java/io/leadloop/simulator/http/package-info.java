/** Requests and answers of the simulated Oplead: bodies, forms and files. */
package io.leadloop.simulator.http;
