// run: kernel-version=6.1
/*
 * A callee that may give the lock up while it waits says so in a variable of its caller, which then takes the
 * lock back.
 */

#include <linux/mutex.h>

struct space {
	struct mutex lock;
	int pages;
};

int space_wait(struct space *space, int *locked);

static int space_fill(struct space *space)
{
	int locked = 1;
	int got = 0;

	while (got < space->pages) {
		got += space_wait(space, &locked);
		if (!locked) {
			mutex_lock(&space->lock);
			locked = 1;
		}
	}
	return got;
}

int space_populate_ok(struct space *space)
{
	int got;

	mutex_lock(&space->lock);
	got = space_fill(space);
	mutex_unlock(&space->lock);
	return got;
}
