// run: kernel-version=6.1
/*
 * A volume has a semaphore for each level of its users. One task has the first level and asks for the mount's
 * mutex, another one has that mutex and asks for the second level.
 */

#include <linux/fs.h>
#include <linux/mutex.h>
#include <linux/rwsem.h>

#define LEVELS 3

struct volume {
	struct rw_semaphore level[LEVELS];
	struct mutex mount;
	int frozen;
};

static void volume_wait(struct volume *volume, int level)
{
	down_write(&volume->level[level]);
}

static int volume_freeze_ok(struct inode *inode, struct file *file)
{
	struct volume *volume = file->private_data;

	mutex_lock(&volume->mount);
	volume_wait(volume, 1);
	volume->frozen = 1;
	up_write(&volume->level[1]);
	mutex_unlock(&volume->mount);
	return 0;
}

static int volume_quota_ok(struct inode *inode, struct file *file)
{
	struct volume *volume = file->private_data;

	down_read(&volume->level[0]);
	mutex_lock(&volume->mount);
	volume->frozen = 0;
	mutex_unlock(&volume->mount);
	up_read(&volume->level[0]);
	return 0;
}

static const struct file_operations volume_fops = {
	.open = volume_quota_ok,
	.release = volume_freeze_ok,
};

int volume_init(void)
{
	return register_chrdev(0, "volume", &volume_fops);
}
