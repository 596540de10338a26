// run: kernel-version=6.1
/*
 * A helper that fails gives back the lock of its caller, who then gives it back on the same way out as ever.
 */

#include <linux/errno.h>
#include <linux/mutex.h>

struct drive {
	struct mutex lock;
	int speed;
};

static int drive_program(struct drive *drive)
{
	if (drive->speed < 0) {
		mutex_unlock(&drive->lock);
		return -EIO;
	}
	return 0;
}

int drive_set_bad(struct drive *drive, int speed)
{
	int ret;

	mutex_lock(&drive->lock);
	drive->speed = speed;
	ret = drive_program(drive);
	if (ret)
		goto out;
	drive->speed++;
out:
	mutex_unlock(&drive->lock); // expect: lock-imbalance confirmed
	return ret;
}
