/// What a server is started with, and from where each value came: options on the command line,
/// environment variables, a YAML file, defaults, in this order. The file may also declare tenants,
/// which are made and kept so at each start.
@NullMarked
package dev.muster.server.configuration;

import org.jspecify.annotations.NullMarked;
