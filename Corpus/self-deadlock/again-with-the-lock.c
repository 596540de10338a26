// run: kernel-version=6.1
/*
 * A label to start again from, which is reached with the lock still held.
 */

#include <linux/mutex.h>

struct volume {
	struct mutex lock;
	int free;
	int reserved;
};

int volume_flush(struct volume *volume);

int volume_reserve_bad(struct volume *volume, int count)
{
	int tries = 2;

again:
	mutex_lock(&volume->lock); // expect: self-deadlock confirmed
	if (volume->free < count && tries--) {
		volume->reserved = 0;
		goto again;
	}
	volume->free -= count;
	mutex_unlock(&volume->lock);
	return 0;
}

int volume_reserve_ok(struct volume *volume, int count)
{
	int tries = 2;

again:
	mutex_lock(&volume->lock);
	if (volume->free < count && tries--) {
		mutex_unlock(&volume->lock);
		volume_flush(volume);
		goto again;
	}
	volume->free -= count;
	mutex_unlock(&volume->lock);
	return 0;
}
