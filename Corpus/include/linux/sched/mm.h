#ifndef CORPUS_LINUX_SCHED_MM_H
#define CORPUS_LINUX_SCHED_MM_H

#include <linux/sched.h>

/* Sets a flag of the task, and says whether it was set already. */
static inline unsigned int memalloc_scope_open(unsigned int flag)
{
	unsigned int before = current->flags & flag;

	current->flags |= flag;
	return before;
}

static inline void memalloc_scope_close(unsigned int flag, unsigned int before)
{
	if (!before)
		current->flags &= ~flag;
}

static inline unsigned int memalloc_noio_save(void)
{
	return memalloc_scope_open(PF_MEMALLOC_NOIO);
}

unsigned int memalloc_noreclaim_save(void);
void memalloc_noreclaim_restore(unsigned int flags);

static inline unsigned int memalloc_nofs_save(void)
{
	return memalloc_scope_open(PF_MEMALLOC_NOFS);
}

/* Since 6.10 for any of the flags; only what it set is taken back. */
static inline unsigned int memalloc_flags_save(unsigned int flags)
{
	unsigned int set = ~current->flags & flags;

	current->flags |= set;
	return set;
}

static inline void memalloc_flags_restore(unsigned int set)
{
	current->flags &= ~set;
}

static inline void memalloc_noio_restore(unsigned int flags)
{
	memalloc_scope_close(PF_MEMALLOC_NOIO, flags);
}

static inline void memalloc_nofs_restore(unsigned int flags)
{
	memalloc_scope_close(PF_MEMALLOC_NOFS, flags);
}

#endif
