/**
 * Encryption at rest of customers' tokens, lead documents and callback bodies. The entry point is
 * {@link io.leadloop.vault.Vault}: it seals bytes for one owner and creates {@link
 * io.leadloop.vault.Signer}s whose keys are derived from the same keyset. Of an {@link
 * io.leadloop.vault.ApiKey} only a hash is stored. This package knows no table. After a rotation,
 * old seals and signatures stay valid while their key is in the keyset.
 */
package io.leadloop.vault;
