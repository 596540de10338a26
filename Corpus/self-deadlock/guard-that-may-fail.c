// run: kernel-version=6.17
// A guard that may fail holds the mutex until its scope ends, where it has not failed: the helper
// that takes it again waits for its own caller. Where the guard has failed, nothing is held.
// scoped_cond_guard is that of 6.7, ACQUIRE that of 6.17.

#include <linux/cleanup.h>
#include <linux/mutex.h>

struct box {
	struct mutex lock;
	int sent;
};

static int box_send(struct box *b)
{
	guard(mutex)(&b->lock);
	return ++b->sent;
}

int box_abort_bad(struct box *b)
{
	int err;

	ACQUIRE(mutex_intr, lock)(&b->lock);
	err = ACQUIRE_ERR(mutex_intr, &lock);
	if (err)
		return err;
	return box_send(b); // expect: self-deadlock confirmed
}

int box_drain_bad(struct box *b)
{
	scoped_cond_guard(mutex_try, return -EBUSY, &b->lock) {
		b->sent = 0;
		box_send(b); // expect: self-deadlock confirmed
	}
	return 0;
}

int box_try_ok(struct box *b)
{
	ACQUIRE(mutex_try, lock)(&b->lock);
	if (ACQUIRE_ERR(mutex_try, &lock))
		return box_send(b);
	return ++b->sent;
}

int box_skip_ok(struct box *b)
{
	scoped_cond_guard(mutex_intr, return box_send(b), &b->lock)
		b->sent = 0;
	return box_send(b);
}
