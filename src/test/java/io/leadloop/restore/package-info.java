/** A restore from a dump of the database and the keyset, with everything else new. */
package io.leadloop.restore;
