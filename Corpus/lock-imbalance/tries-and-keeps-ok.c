// run: kernel-version=6.1
/*
 * A scan that waits for its mutex, or only tries for it. Where the list is in use, it goes without giving it back.
 */

#include <linux/errno.h>
#include <linux/mutex.h>
#include <linux/rwsem.h>

struct scan {
	struct mutex lock;
	struct rw_semaphore list;
	int seen;
};

int scan_once_ok(struct scan *scan)
{
	if (!mutex_trylock(&scan->lock))
		return -EAGAIN;
	if (!down_read_trylock(&scan->list)) {
		mutex_unlock(&scan->lock);
		return -EBUSY;
	}
	scan->seen++;
	up_read(&scan->list);
	mutex_unlock(&scan->lock);
	return 0;
}
