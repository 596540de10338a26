// run: kernel-version=5.8
/*
 * A log whose buffers come from slab if they can and from __vmalloc if they must.
 *
 * It is what kvmalloc does, but kvmalloc does not go to vmalloc with such a mask, because of the page
 * tables. Task 1 holds the log's rwsem for writing; reclaim from within may want to write to the
 * log, and waits for it.
 */

#include <linux/rwsem.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

struct log {
	struct rw_semaphore lock;
	void *buffer;
	size_t size;
};

static void *log_kvalloc(size_t size, gfp_t flags)
{
	void *p = kmalloc(size, flags | __GFP_NOWARN | __GFP_NORETRY);

	if (!p)
		p = __vmalloc(size, flags); // expect: vmalloc-gfp-mask confirmed
	return p;
}

int log_extend_bad(struct log *log, size_t size)
{
	void *buffer;

	down_write(&log->lock);
	buffer = log_kvalloc(size, GFP_NOFS);
	if (buffer) {
		kvfree(log->buffer);
		log->buffer = buffer;
		log->size = size;
	}
	up_write(&log->lock);
	return buffer ? 0 : -ENOMEM;
}
