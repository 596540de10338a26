// run: kernel-version=6.1
/*
 * A file system whose two administrative paths take its mutexes in different orders.
 *
 * Task 1 resizes: it has volume_lock and asks for journal_lock. Task 2 turns the journal off: it has
 * journal_lock and asks for volume_lock.
 */

#include <linux/mutex.h>

struct volume {
	struct mutex volume_lock;
	struct mutex journal_lock;
	unsigned long blocks;
	bool journalled;
};

int volume_resize_bad(struct volume *vol, unsigned long blocks)
{
	mutex_lock(&vol->volume_lock);
	mutex_lock(&vol->journal_lock); // expect: lock-order confirmed
	vol->blocks = blocks;
	mutex_unlock(&vol->journal_lock);
	mutex_unlock(&vol->volume_lock);
	return 0;
}

int volume_stop_journal_bad(struct volume *vol)
{
	mutex_lock(&vol->journal_lock);
	mutex_lock(&vol->volume_lock);
	vol->journalled = false;
	mutex_unlock(&vol->volume_lock);
	mutex_unlock(&vol->journal_lock);
	return 0;
}
