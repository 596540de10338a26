// run: kernel-version=6.1
/*
 * One condition guards lock and unlock: a flag of the object, an argument, a function of both.
 */

#include <linux/spinlock.h>

struct pipe {
	spinlock_t lock;
	unsigned int flags;
	int level;
};

#define PIPE_SHARED 1

static inline bool pipe_is_shared(const struct pipe *pipe)
{
	return pipe->flags & PIPE_SHARED;
}

int pipe_fill_ok(struct pipe *pipe, int count, bool locked)
{
	int err = 0;

	if (!locked)
		spin_lock(&pipe->lock);
	if (count > 10)
		err = -ENOSPC;
	else
		pipe->level += count;
	if (!locked)
		spin_unlock(&pipe->lock);
	return err;
}

int pipe_drain_ok(struct pipe *pipe)
{
	int level;

	if (pipe_is_shared(pipe))
		spin_lock(&pipe->lock);
	level = pipe->level;
	if (level < 0)
		level = 0;
	if (pipe_is_shared(pipe))
		spin_unlock(&pipe->lock);
	return level;
}
