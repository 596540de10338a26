// run: kernel-version=6.1
/*
 * A method may drop the lock of its caller's caller, and says so by what it returns: it is taken again to go
 * on. Where the method fails, the lock is given up for the caller.
 */

#include <linux/rwsem.h>

#define FAULT_DROPPED 1
#define FAULT_FAILED 2

struct memory;

struct source {
	int (*fault)(struct memory *memory);
};

struct memory {
	struct rw_semaphore lock;
	const struct source *source;
	int pages;
};

static int memory_pages(struct memory *memory)
{
	switch (memory->source->fault(memory)) {
	case FAULT_DROPPED:
		down_read(&memory->lock);
		return 0;
	case FAULT_FAILED:
		up_read(&memory->lock);
		return 1;
	default:
		return 0;
	}
}

void memory_read_ok(struct memory *memory)
{
	down_read(&memory->lock);
	if (!memory_pages(memory))
		up_read(&memory->lock);
}

void memory_grow(struct memory *memory)
{
	down_write(&memory->lock);
	memory->pages++;
	up_write(&memory->lock);
}
