// run: kernel-version=6.1
/*
 * Who is interrupted while waiting for the mutex has not got it, and yet leaves by the label that gives it back.
 */

#include <linux/mutex.h>

struct counter {
	struct mutex lock;
	int count;
};

int counter_add_bad(struct counter *counter)
{
	int ret = mutex_lock_interruptible(&counter->lock);

	if (ret)
		goto out;
	counter->count++;
out:
	mutex_unlock(&counter->lock); // expect: lock-imbalance confirmed
	return ret;
}
