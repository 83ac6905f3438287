/// What signing in is made of, whoever it is that signs in: passkeys (W3C Web Authentication), and
/// what a browser is asked for and answers once.
@NullMarked
package dev.muster.server.signin;

import org.jspecify.annotations.NullMarked;
