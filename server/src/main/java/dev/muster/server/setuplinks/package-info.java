/// Links by which a customer's own administrator connects their identity provider to one tenant.
@NullMarked
package dev.muster.server.setuplinks;

import org.jspecify.annotations.NullMarked;
