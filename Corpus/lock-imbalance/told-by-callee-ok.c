// run: kernel-version=6.1
/*
 * A callee that may give the lock up says so in a variable, turn by turn of a loop; and one that takes the lock
 * for itself, if its caller has not, asks what it is told by a pointer.
 */

#include <linux/mutex.h>

struct space {
	struct mutex lock;
	int pages;
};

int space_pin(struct space *space, int *locked);

int space_copy_ok(struct space *space, int turns)
{
	int error = 0;

	while (!error && turns--) {
		int locked = 1;
		int pinned;

		mutex_lock(&space->lock);
		pinned = space_pin(space, &locked);
		if (locked)
			mutex_unlock(&space->lock);
		if (pinned <= 0)
			return -14;
		error = pinned > space->pages;
	}
	return error;
}

static int space_get(struct space *space, int *locked)
{
	bool must_unlock = false;
	int got;

	if (!*locked) {
		mutex_lock(&space->lock);
		must_unlock = true;
		*locked = 1;
	}
	got = space_pin(space, locked);
	if (must_unlock && *locked) {
		mutex_unlock(&space->lock);
		*locked = 0;
	}
	return got;
}

int space_fill_ok(struct space *space)
{
	int locked = 0;

	return space_get(space, &locked);
}
