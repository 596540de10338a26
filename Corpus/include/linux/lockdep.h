#ifndef CORPUS_LINUX_LOCKDEP_H
#define CORPUS_LINUX_LOCKDEP_H

struct lock_class_key {
};

#define SINGLE_DEPTH_NESTING 1

/* As in a configuration without CONFIG_LOCKDEP. */
#define lockdep_assert_held(l) \
	do {                   \
		(void)(l);     \
	} while (0)
#define lockdep_assert_held_write(l) lockdep_assert_held(l)
#define lockdep_assert_held_read(l) lockdep_assert_held(l)
#define lockdep_set_class(lock, key)    \
	do {                            \
		(void)(key);            \
	} while (0)

#endif
