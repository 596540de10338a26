// run: kernel-version=6.1
/*
 * Who is interrupted while waiting for the mutex has not got it, and yet leaves by the label that gives it back.
 */

#include <linux/mutex.h>

struct counter {
	struct mutex lock;
	int count;
};

int counter_add_ok(struct counter *counter)
{
	int ret = mutex_lock_interruptible(&counter->lock);

	if (ret)
		return ret;
	counter->count++;
	mutex_unlock(&counter->lock);
	return ret;
}
