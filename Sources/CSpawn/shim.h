#include <spawn.h>

/* glibc 2.34 and later; its header shows it to GNU programs alone. */
int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *, int);
