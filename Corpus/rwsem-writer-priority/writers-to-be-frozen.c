// run: kernel-version=6.1
/*
 * An ioctl that has asked to write to the file system waits for an item that asks as well. Who freezes the file system
 * comes in between. An item that relies on its waiter having asked is not stopped.
 */

#include <linux/completion.h>
#include <linux/fs.h>
#include <linux/workqueue.h>

struct vfsmount;
int mnt_want_write_file(struct file *file);
void mnt_drop_write_file(struct file *file);
void sb_start_write(struct super_block *sb);
void sb_end_write(struct super_block *sb);
int freeze_super(struct super_block *sb);

struct sweep {
	struct work_struct work;
	struct super_block *sb;
	struct completion done;
	int groups;
};

static void sweep_fn(struct work_struct *work)
{
	struct sweep *s = container_of(work, struct sweep, work);

	sb_start_write(s->sb);
	s->groups++;
	sb_end_write(s->sb);
	complete(&s->done);
}

static long sweep_ioctl_bad(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct sweep s = { .sb = file->f_inode->i_sb };
	int ret = mnt_want_write_file(file);

	if (ret)
		return ret;
	INIT_WORK_ONSTACK(&s.work, sweep_fn);
	init_completion(&s.done);
	schedule_work(&s.work);
	wait_for_completion(&s.done); // expect: rwsem-writer-priority confirmed
	mnt_drop_write_file(file);
	return s.groups;
}

struct dusting {
	struct work_struct work;
	struct completion done;
	int groups;
};

static void dusting_fn(struct work_struct *work)
{
	struct dusting *d = container_of(work, struct dusting, work);

	d->groups++;
	complete(&d->done);
}

static long dusting_ioctl_ok(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct dusting d;
	int ret = mnt_want_write_file(file);

	if (ret)
		return ret;
	INIT_WORK_ONSTACK(&d.work, dusting_fn);
	init_completion(&d.done);
	schedule_work(&d.work);
	wait_for_completion(&d.done);
	mnt_drop_write_file(file);
	return d.groups;
}

static long freeze_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	return freeze_super(file->f_inode->i_sb);
}

const struct file_operations sweep_fops = { .unlocked_ioctl = sweep_ioctl_bad };
const struct file_operations dusting_fops = { .unlocked_ioctl = dusting_ioctl_ok };
const struct file_operations freeze_fops = { .unlocked_ioctl = freeze_ioctl };
