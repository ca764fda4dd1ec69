package dev.jobber;

import dev.jobber.attach.server.Visit;
import dev.jobber.shell.Shell;
import dev.jobber.shell.session.SharedTree;

/// What a visit works on: the tree that another run in this program has started.
///
/// @param tree the tree
/// @param name the name of the tree
/// @param home the shell of that run, which knows the rc file
record Attached(Visit visit, SharedTree tree, String name, Shell home) {}
