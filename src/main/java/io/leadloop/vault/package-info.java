/**
 * Encryption of what must not be readable at rest: customers' tokens, lead documents, callback
 * bodies. The door is {@link io.leadloop.vault.Vault}: it seals bytes so that they open only for
 * the owner they were sealed for, and hands out {@link io.leadloop.vault.Signer}s whose keys come
 * from the same keyset. An {@link io.leadloop.vault.ApiKey} is what its owner shows and of which
 * only a hash is kept. It stores nothing and knows no table; rotating the keyset keeps old seals
 * and signatures valid for as long as their key stays in it.
 */
package io.leadloop.vault;
