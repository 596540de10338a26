// run: kernel-version=6.1
/*
 * A function that takes the lock unless its argument says that the caller has it, and one that only
 * tries.
 */

#include <linux/mutex.h>

struct disk {
	struct mutex lock;
	int dirty;
};

static void disk_sync(struct disk *disk, bool locked)
{
	if (!locked)
		mutex_lock(&disk->lock);
	disk->dirty = 0;
	if (!locked)
		mutex_unlock(&disk->lock);
}

void disk_close_ok(struct disk *disk)
{
	mutex_lock(&disk->lock);
	disk_sync(disk, true);
	mutex_unlock(&disk->lock);
}

void disk_idle_ok(struct disk *disk)
{
	disk_sync(disk, false);
}

static int disk_poke(struct disk *disk)
{
	if (!mutex_trylock(&disk->lock))
		return -EBUSY;
	disk->dirty = 1;
	mutex_unlock(&disk->lock);
	return 0;
}

int disk_mark_ok(struct disk *disk)
{
	int err;

	mutex_lock(&disk->lock);
	err = disk_poke(disk);
	mutex_unlock(&disk->lock);
	return err;
}
