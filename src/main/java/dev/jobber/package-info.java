/// The program: it reads the command line and puts the shell on top of the supervision tree.
@NullMarked
package dev.jobber;

import org.jspecify.annotations.NullMarked;
